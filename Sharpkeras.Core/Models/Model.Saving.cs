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
    /// <param name="path">A path that ends in <c>.h5</c> or <c>.hdf5</c>: Keras's legacy HDF5 layout.</param>
    /// <exception cref="InvalidOperationException">The model is not built.</exception>
    /// <exception cref="ArgumentException">The ending is unknown, or the model is of a kind that the format cannot hold.</exception>
    /// <exception cref="ModelFileException">The path cannot be written; an earlier file is still whole.</exception>
    public void Save(string path)
    {
        CheckBuilt("Save");
        if (this is not Sequential)
        {
            throw new ArgumentException($"{Name} — only Sequential models can be saved yet. Received a model of class {ClassName}.");
        }

        string ending = Path.GetExtension(path).ToLowerInvariant();
        if (ending is not (".h5" or ".hdf5"))
        {
            throw new ArgumentException($"{Name} — the ending of the path names the format, .h5 or .hdf5. Received '{path}'.", nameof(path));
        }

        LegacyH5Writer.Write(this, path);
    }

    /// <summary>Loads a model that Keras or this framework saved. The kind of file is told from its content.</summary>
    /// <param name="path">The file.</param>
    /// <param name="compile">Whether the compilation and the optimizer's state are taken over.</param>
    /// <exception cref="ModelFileException">There is no such file, it is damaged or of another kind, or it names something that does not exist here.</exception>
    public static Model Load(string path, bool compile = true) => LegacyH5Reader.Read(path, compile);

    /// <summary>
    /// Saves the weights, and the optimizer's state when the model is compiled, in Keras's weight format. The file is replaced whole or not at
    /// all.
    /// </summary>
    /// <param name="path">A path that ends in <c>.weights.h5</c>.</param>
    /// <exception cref="InvalidOperationException">The model is not built.</exception>
    /// <exception cref="ArgumentException">The path has another ending.</exception>
    /// <exception cref="ModelFileException">The path cannot be written; an earlier file is still whole.</exception>
    public void SaveWeights(string path)
    {
        CheckBuilt("SaveWeights");
        WeightsH5.CheckName(path, Name);
        WeightsH5.Write(this, path);
    }

    /// <summary>Takes the weights, and the optimizer's state when the model is compiled, from a file of the same architecture.</summary>
    /// <param name="path">A file in Keras's weight format, <c>.weights.h5</c>.</param>
    /// <exception cref="InvalidOperationException">The model is not built.</exception>
    /// <exception cref="ModelFileException">There is no such file, it is damaged, or its weights are of another model; nothing was changed then.</exception>
    public void LoadWeights(string path)
    {
        CheckBuilt("LoadWeights");
        WeightsH5.Read(this, path);
    }
}
