using Sharpkeras.Diagnostics;
using Sharpkeras.Models;
using Sharpkeras.Saving.Hdf5;

namespace Sharpkeras.Saving;

/// <summary>Files of models and weights: their kind is told from their content, whatever they are called.</summary>
internal static class ModelFile
{
    private static ReadOnlySpan<byte> Zip => [0x50, 0x4B, 0x03, 0x04];

    private static ReadOnlySpan<byte> Hdf5 => [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Loads a whole model.</summary>
    /// <exception cref="ModelFileException">The file holds none, is damaged, or names what does not exist here.</exception>
    public static Model Load(string path, bool compile) => KindOf(path) switch
    {
        ModelFileKind.Archive => KerasArchiveReader.Read(path, compile),
        ModelFileKind.LegacyModel => LegacyH5Reader.Read(path, compile),
        _ => throw new ModelFileException(
            $"load — '{path}' holds weights without their model (no attribute model_config). Make the model as it was, and call model.LoadWeights on the file."),
    };

    /// <summary>Takes weights out of a file of any kind.</summary>
    /// <exception cref="ModelFileException">The file holds none, is damaged, or is of another model; nothing was changed then.</exception>
    /// <exception cref="ArgumentException">Layers are asked for by name, and the file is of a kind that does not name them.</exception>
    public static WeightsReport LoadWeights(Model model, string path, bool skipMismatch, bool byName)
    {
        ModelFileKind kind = KindOf(path);
        if (byName && kind is ModelFileKind.Weights or ModelFileKind.Archive)
        {
            throw new ArgumentException(
                $"{model.Name} — only files in the legacy layout (.h5) name their layers, so weights of '{path}' cannot be found by name. Leave byName out.", nameof(byName));
        }

        switch (kind)
        {
            case ModelFileKind.Weights:
                return WeightsH5.Read(model, path, skipMismatch);
            case ModelFileKind.Archive:
                return KerasArchiveReader.ReadWeights(model, path, skipMismatch);
        }

        using H5Reader file = H5Reader.Open(path);
        return LegacyWeightsReader.Read(file, path, model, skipMismatch, byName);
    }

    private static ModelFileKind KindOf(string path)
    {
        byte[] start = Start(path);
        if (start.AsSpan().StartsWith(Zip))
        {
            return ModelFileKind.Archive;
        }

        if (!start.AsSpan().StartsWith(Hdf5) && start.Length > 0 && start[0] == '{')
        {
            throw new ModelFileException(
                $"load — '{path}' is a text in JSON, which holds no weights. For a model's structure use Model.FromJson(File.ReadAllText(path)); models of TensorFlow.js are not read.");
        }

        using H5Reader file = H5Reader.Open(path);
        return KindOf(file, path);
    }

    private static ModelFileKind KindOf(H5Reader file, string path)
    {
        IReadOnlyList<string> attributes = file.AttributeNames("");
        if (attributes.Contains("model_config"))
        {
            return ModelFileKind.LegacyModel;
        }

        if (attributes.Contains("layer_names") || attributes.Contains("layer_names0") || file.HasGroup("model_weights"))
        {
            return ModelFileKind.LegacyWeights;
        }

        IReadOnlyList<string> children = file.Children("");
        return children.Any(WeightsPlaces.IsOfWeights)
            ? ModelFileKind.Weights
            : throw new ModelFileException(
                $"load — '{path}' is an HDF5 file, but neither a model (no attribute model_config) nor weights of Keras. Its root has: {string.Join(", ", children)}.");
    }

    private static byte[] Start(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            byte[] start = new byte[8];
            return start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            string advice = Directory.Exists(path) ? "It is a folder; give a file in it." : "Give the path of a file that Keras or this framework saved.";
            throw new ModelFileException($"load — '{path}' cannot be opened: {error.Message} {advice}", error);
        }
    }
}
