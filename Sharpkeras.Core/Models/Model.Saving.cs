using Sharpkeras.Diagnostics;
using Sharpkeras.Saving;

namespace Sharpkeras.Models;

/// <summary>Files: a façade over <c>Saving</c>, which alone knows their formats.</summary>
public abstract partial class Model
{
    /// <summary>
    /// Saves the model with its weights, and with the compilation and the optimizer's state when it is compiled. The file is replaced
    /// whole or not at all.
    /// </summary>
    /// <param name="path">
    /// A path that ends in <c>.keras</c>, Keras 3's archive, which holds models of all classes; or in <c>.h5</c> or <c>.hdf5</c>, the legacy
    /// HDF5 layout.
    /// </param>
    /// <exception cref="InvalidOperationException">The model is not built.</exception>
    /// <exception cref="ArgumentException">The ending is unknown, or the model is of a class of one's own, which the legacy layout cannot hold.</exception>
    /// <exception cref="ModelFileException">The path cannot be written; an earlier file is still whole.</exception>
    /// <example><code>model.Save("digits.keras");</code></example>
    public void Save(string path)
    {
        CheckBuilt("Save");
        switch (EndingOf(path))
        {
            case ".keras":
                KerasArchive.Write(this, path);
                break;
            case ".h5" or ".hdf5" when Module == null:
                throw new ArgumentException(
                    $"{Name} — the legacy layout holds Sequential and functional models only. Received a model of class {ClassName}; save it as .keras.", nameof(path));
            case ".h5" or ".hdf5":
                LegacyH5Writer.Write(this, path);
                break;
            default:
                throw new ArgumentException($"{Name} — the ending of the path names the format: .keras, .h5 or .hdf5. Received '{path}'.", nameof(path));
        }
    }

    /// <summary>
    /// Loads a model that Keras or this framework saved, of any of the formats. The kind of file is told from its content. Models and layers
    /// of one's own have to be registered before.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="compile">Whether the compilation and the optimizer's state are taken over.</param>
    /// <exception cref="ModelFileException">There is no such file, it is damaged or of another kind, or it names something that does not exist here.</exception>
    /// <example><code>Model model = Model.Load("digits.keras");</code></example>
    public static Model Load(string path, bool compile = true) => ModelFile.Load(path, compile);

    /// <summary>Saves the weights. The file is replaced whole or not at all.</summary>
    /// <param name="path">
    /// A path that ends in <c>.weights.h5</c>, Keras 3's form, which also keeps the optimizer's state when the model is compiled; or else in
    /// <c>.h5</c> or <c>.hdf5</c>, the legacy layout of weights only.
    /// </param>
    /// <exception cref="InvalidOperationException">The model is not built.</exception>
    /// <exception cref="ArgumentException">The path has another ending.</exception>
    /// <exception cref="ModelFileException">The path cannot be written; an earlier file is still whole.</exception>
    public void SaveWeights(string path)
    {
        CheckBuilt("SaveWeights");
        if (path.EndsWith(".weights.h5", StringComparison.OrdinalIgnoreCase))
        {
            WeightsH5.Write(this, path);
        }
        else if (EndingOf(path) is ".h5" or ".hdf5")
        {
            LegacyH5Writer.WriteWeights(this, path);
        }
        else
        {
            throw new ArgumentException(
                $"{Name} — files of weights end in .weights.h5, or in .h5 or .hdf5 for the legacy layout. Received '{path}'.", nameof(path));
        }
    }

    /// <summary>
    /// Takes the weights from a file of the same architecture, of any of the formats, and from those of Keras 3 the optimizer's state when the
    /// model is compiled. The kind of file is told from its content.
    /// </summary>
    /// <param name="path">A file of weights, or of a whole model.</param>
    /// <param name="skipMismatch">Whether layers whose weights do not fit keep theirs, with a warning, instead of an error.</param>
    /// <param name="byName">Whether layers are found by their names and not by their order; only the legacy layout has names.</param>
    /// <returns>What was taken, what was not, and why.</returns>
    /// <exception cref="InvalidOperationException">The model is not built.</exception>
    /// <exception cref="ArgumentException">Layers are asked for by name, and the file does not have their names.</exception>
    /// <exception cref="ModelFileException">There is no such file, it is damaged, or its weights are of another model; nothing was changed then.</exception>
    public WeightsReport LoadWeights(string path, bool skipMismatch = false, bool byName = false)
    {
        CheckBuilt("LoadWeights");
        return ModelFile.LoadWeights(this, path, skipMismatch, byName);
    }

    private static string EndingOf(string path) => Path.GetExtension(path).ToLowerInvariant();
}
