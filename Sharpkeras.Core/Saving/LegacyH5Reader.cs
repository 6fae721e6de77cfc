using System.Text.Json;
using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Saving.Hdf5;
using Sharpkeras.Serialization;

namespace Sharpkeras.Saving;

/// <summary>Reads whole models in Keras's legacy HDF5 layout.</summary>
internal static class LegacyH5Reader
{
    private const int MaxJsonDepth = 200;

    /// <summary>The model of a file, with its weights; compiled, with the optimizer's state, when the file has that.</summary>
    /// <exception cref="ModelFileException">The file is no such file, is damaged, or needs what does not exist here.</exception>
    public static Model Read(string path, bool compile)
    {
        using H5Reader file = H5Reader.Open(path);
        string config = file.Text("", "model_config") ?? throw new ModelFileException(
            $"load — '{path}' is an HDF5 file without the attribute model_config, so it holds no whole model. Its root has: {string.Join(", ", file.Children(""))}.");
        Model model = ReadModel(path, Json(path, "model_config", config));
        ReadWeights(file, path, model);
        if (compile && file.Text("", "training_config") is { } training)
        {
            CompileFrom(file, path, model, Json(path, "training_config", training));
        }

        return model;
    }

    private static JsonObject Json(string path, string attribute, string text)
    {
        try
        {
            JsonNode? node = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = MaxJsonDepth });
            return node as JsonObject ?? throw new JsonException("it is no object");
        }
        catch (JsonException exception)
        {
            throw new ModelFileException($"load — attribute {attribute} of '{path}' is no valid JSON: {exception.Message} The file is damaged; save it again.", exception);
        }
    }

    private static Model ReadModel(string path, JsonObject serialized)
    {
        try
        {
            string name = KerasRegistry.ClassNameOf(serialized);
            if (name != nameof(Sequential))
            {
                throw new ArgumentException($"models of class {name} are not supported yet; only Sequential is.");
            }

            JsonObject config = serialized["config"] is JsonArray layers ? new JsonObject { ["layers"] = layers.DeepClone() } : serialized["config"]!.AsObject();
            return Sequential.FromConfig(config);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or NullReferenceException or FormatException)
        {
            throw new ModelFileException($"load — the model in '{path}' cannot be made: {exception.Message}", exception);
        }
    }

    /// <summary>Pairs layers by order, as Keras does; nothing is assigned before all shapes agree.</summary>
    private static void ReadWeights(H5Reader file, string path, Model model)
    {
        string[] names = [.. file.Names("model_weights", "layer_names") ?? throw Damaged(path, "group model_weights has no layer_names")];
        string[] stored = names.Where(name => WeightNames(file, path, name).Count > 0).ToArray();
        Layer[] layers = model.Layers.Where(layer => layer.LegacyWeights.Count > 0).ToArray();
        if (!model.Built || stored.Length != layers.Length)
        {
            throw new ModelFileException(
                $"load — '{path}' has weights for {stored.Length} layers, the model has {layers.Length} layers with weights{(model.Built ? "" : ", since the file does not tell the shape of its input")}.");
        }

        var values = new List<(Variable Variable, HostArray Value)>();
        for (int i = 0; i < layers.Length; i++)
        {
            values.AddRange(ReadLayer(file, path, layers[i], stored[i]));
        }

        foreach (var (variable, value) in values)
        {
            variable.Load(value);
        }
    }

    private static IEnumerable<(Variable Variable, HostArray Value)> ReadLayer(H5Reader file, string path, Layer layer, string name)
    {
        IReadOnlyList<string> names = WeightNames(file, path, name);
        IReadOnlyList<Variable> weights = layer.LegacyWeights;
        if (names.Count != weights.Count)
        {
            throw new ModelFileException($"load — layer {layer.Name} has {weights.Count} weights, '{path}' has {names.Count} for it ({string.Join(", ", names)}).");
        }

        for (int i = 0; i < names.Count; i++)
        {
            string place = $"model_weights/{name}/{names[i]}";
            Shape shape = file.ShapeOf(place);
            if (shape != weights[i].Shape)
            {
                throw new ModelFileException($"load — weight {weights[i].Path} has shape {weights[i].Shape}, in '{path}' it has {shape}.");
            }

            yield return (weights[i], file.ReadArray(place, shape));
        }
    }

    private static IReadOnlyList<string> WeightNames(H5Reader file, string path, string layer) =>
        file.HasGroup($"model_weights/{layer}")
            ? file.Names($"model_weights/{layer}", "weight_names") ?? throw Damaged(path, $"layer {layer} has no weight_names")
            : throw Damaged(path, $"layer {layer} has no group");

    /// <summary>What cannot be compiled here leaves a model that can be used, with a warning.</summary>
    private static void CompileFrom(H5Reader file, string path, Model model, JsonObject training)
    {
        try
        {
            LegacyTrainingConfig.Compile(model, training);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or NullReferenceException or FormatException)
        {
            Log.Warn($"load — '{path}' is loaded without its compilation: {exception.Message} Call model.Compile before training.");
            return;
        }

        if (file.HasGroup("optimizer_weights"))
        {
            LegacyOptimizerState.Read(file, path, model);
        }
    }

    private static ModelFileException Damaged(string path, string what) =>
        new($"load — '{path}' is no complete Keras file: {what}. Save the model again.");
}
