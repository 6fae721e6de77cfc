using System.Text.Json.Nodes;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Saving.Hdf5;
using Sharpkeras.Serialization;

namespace Sharpkeras.Saving;

/// <summary>
/// Writes whole models in Keras's legacy HDF5 layout, as Keras 3 on TensorFlow writes it: configs in attributes, a group of weights
/// for each layer, the optimizer's state.
/// </summary>
internal static class LegacyH5Writer
{
    /// <summary>The writer's version and backend that the file tells: the form and numbers are those.</summary>
    private const string KerasVersion = "3.15.1";
    private const string KerasBackend = "tensorflow";

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <exception cref="Diagnostics.ModelFileException">The path cannot be written.</exception>
    public static void Write(Model model, string path) => H5Writer.Write(path, Tree(model));

    private static H5Group Tree(Model model)
    {
        var root = new H5Group();
        root.Attributes["keras_version"] = H5Attribute.Of(KerasVersion);
        root.Attributes["backend"] = H5Attribute.Of(KerasBackend);
        root.Attributes["model_config"] = H5Attribute.Of(PythonJson.Write(LegacyLayer(model)));
        if (model.Compiled)
        {
            root.Attributes["training_config"] = H5Attribute.Of(PythonJson.Write(model.LegacyCompileConfig()));
        }

        AddWeights(root.Group("model_weights"), model);
        if (model.Compiled)
        {
            AddOptimizer(root.Group("optimizer_weights"), model.Optimizer);
        }

        return root;
    }

    /// <summary>Class and config without the module; layers inside of a model alike.</summary>
    private static JsonObject LegacyLayer(Layer layer)
    {
        JsonObject config = layer.GetConfig();
        if (layer is Sequential sequential)
        {
            var layers = new JsonArray();
            foreach (Layer inner in sequential.InputLayer == null ? sequential.Layers : [sequential.InputLayer, .. sequential.Layers])
            {
                layers.Add((JsonNode)LegacyLayer(inner));
            }

            config["layers"] = layers;
        }

        return new JsonObject { ["class_name"] = layer.ClassName, ["config"] = config };
    }

    private static void AddWeights(H5Group group, Model model)
    {
        group.SetNames("layer_names", model.Layers.Select(layer => layer.Name).ToArray());
        group.Attributes["backend"] = H5Attribute.Of(KerasBackend);
        group.Attributes["keras_version"] = H5Attribute.Of(KerasVersion);
        foreach (Layer layer in model.Layers)
        {
            H5Group own = group.Group(layer.Name);
            own.SetNames("weight_names", layer.LegacyWeights.Select(weight => weight.Path).ToArray());
            foreach (Variable weight in layer.LegacyWeights)
            {
                own.Add(weight.Path, weight.Value.ToHost());
            }
        }

        group.Group("top_level_model_weights").SetNames("weight_names", []);
    }

    private static void AddOptimizer(H5Group group, Optimizer optimizer)
    {
        List<(string Name, HostArray Value)> entries =
        [
            ($"{optimizer.Name}/iteration", HostArray.From<long>([optimizer.Steps], Shape.Scalar)),
        ];
        if (optimizer.Schedule == null)
        {
            entries.Add(($"{optimizer.Name}/learning_rate", HostArray.From<float>([(float)optimizer.LearningRate], Shape.Scalar)));
        }

        entries.AddRange(optimizer.State.Select(own => (own.Path, own.Value.ToHost())));
        group.SetNames("weight_names", entries.Select(entry => entry.Name).ToArray());
        foreach (var (name, value) in entries)
        {
            group.Add(name, value);
        }
    }
}
