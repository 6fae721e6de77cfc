using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Models;
using Sharpkeras.Saving.Hdf5;
using Sharpkeras.Serialization;

namespace Sharpkeras.Saving;

/// <summary>Reads <c>.keras</c> archives, of any version of Keras 3. Nothing is ever unpacked under a name from the archive.</summary>
internal static class KerasArchiveReader
{
    private const string PickledWeights = "model.weights.npz";
    private const long MostText = 1L << 28;

    /// <summary>The model of an archive, with its weights; compiled, with the optimizer's state, when the archive has that.</summary>
    /// <exception cref="ModelFileException">The file is no such archive, is damaged, or needs what does not exist here.</exception>
    public static Model Read(string path, bool compile) => Open(path, archive =>
    {
        using Stream stream = ZipEntries.Open(archive, KerasArchive.Config, path, MostText);
        JsonObject config = Json(stream, path);
        Model model = ModelJson.Model(config, path);
        if (compile)
        {
            ModelConfig.Compile(model, config["compile_config"] as JsonObject, $"load — '{path}'");
        }

        if (!model.Built)
        {
            return Unbuilt(model, path);
        }

        ReadWeights(archive, model, path, skipMismatch: false);
        return model;
    });

    /// <summary>Takes the weights of an archive, and the optimizer's state when the model is compiled.</summary>
    /// <exception cref="ModelFileException">The file is damaged, or of another model; nothing was changed then.</exception>
    public static WeightsReport ReadWeights(Model model, string path, bool skipMismatch) =>
        Open(path, archive => ReadWeights(archive, model, path, skipMismatch));

    private static WeightsReport ReadWeights(ZipArchive archive, Model model, string path, bool skipMismatch)
    {
        if (archive.GetEntry(KerasArchive.Weights) == null && archive.GetEntry(PickledWeights) != null)
        {
            throw new ModelFileException(
                $"load — '{path}' keeps its weights as {PickledWeights}, which holds Python's pickled objects: reading those means to run what is in them. Save the model again with weights_format='h5'.");
        }

        using Stream stream = ZipEntries.Open(archive, KerasArchive.Weights, path, long.MaxValue);
        using H5Reader file = H5Reader.Open(stream, $"load — {KerasArchive.Weights} in '{path}'");
        return WeightsH5.Read(model, file, path, skipMismatch);
    }

    /// <summary>A model whose input has no shape yet has no weights yet either, in Keras as here.</summary>
    private static Model Unbuilt(Model model, string path)
    {
        Log.Warn($"load — '{path}' does not tell the shape of the model's input, so that the model has no weights yet. Build it, and call model.LoadWeights on the file.");
        return model;
    }

    private static T Open<T>(string path, Func<ZipArchive, T> read)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            return read(archive);
        }
        catch (Exception error) when (error is InvalidDataException or NotSupportedException or UnauthorizedAccessException or IOException and not ModelFileException)
        {
            throw ZipEntries.Damaged(path, error.Message, error);
        }
    }

    private static JsonObject Json(Stream stream, string path)
    {
        try
        {
            using var reader = new StreamReader(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            return PythonJson.ReadObject(reader.ReadToEnd());
        }
        catch (Exception exception) when (exception is JsonException or DecoderFallbackException)
        {
            throw new ModelFileException($"load — {KerasArchive.Config} in '{path}' is no valid JSON: {exception.Message} The file is damaged; save it again.", exception);
        }
    }
}
