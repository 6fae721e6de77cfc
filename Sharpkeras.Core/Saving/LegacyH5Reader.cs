using System.Text.Json;
using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Models;
using Sharpkeras.Saving.Hdf5;
using Sharpkeras.Serialization;

namespace Sharpkeras.Saving;

/// <summary>Reads whole models in Keras's legacy HDF5 layout.</summary>
internal static class LegacyH5Reader
{
    /// <summary>The model of a file, with its weights; compiled, with the optimizer's state, when the file has that.</summary>
    /// <exception cref="ModelFileException">The file is no such file, is damaged, or needs what does not exist here.</exception>
    public static Model Read(string path, bool compile)
    {
        using H5Reader file = H5Reader.Open(path);
        JsonObject config = Json(file, path, "model_config")!;
        if (OldConfig.IsOld(file.Text("", "keras_version")))
        {
            OldConfig.Update(config);
        }

        Model model = ModelJson.Model(config, path);
        if (!model.Built)
        {
            throw new ModelFileException(
                $"load — '{path}' does not tell the shape of the model's input, so it has no place for the weights. Make the model, build it, and call model.LoadWeights on the file.");
        }

        LegacyWeightsReader.Read(file, path, model, skipMismatch: false, byName: false);
        if (compile && Json(file, path, "training_config") is { } training
            && ModelConfig.Compile(model, Current(training), $"load — '{path}'")
            && file.HasGroup("optimizer_weights"))
        {
            LegacyOptimizerState.Read(file, path, model);
        }

        return model;
    }

    private static JsonObject? Json(H5Reader file, string path, string attribute)
    {
        try
        {
            return file.Text("", attribute) is { } text ? PythonJson.ReadObject(text) : null;
        }
        catch (JsonException exception)
        {
            throw new ModelFileException($"load — attribute {attribute} of '{path}' is no valid JSON: {exception.Message} The file is damaged; save it again.", exception);
        }
    }

    /// <summary>The compilation with the optimizer where it stands in archives.</summary>
    private static JsonObject Current(JsonObject training)
    {
        training["optimizer"] = training["optimizer_config"]?.DeepClone();
        training.Remove("optimizer_config");
        return training;
    }
}
