using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Saving.Hdf5;
using Sharpkeras.Serialization;

namespace Sharpkeras.Saving;

/// <summary>
/// Writes Keras's legacy HDF5 layout, as Keras 3 on TensorFlow writes it: configs in attributes, a group of weights for each layer, the
/// optimizer's state. A file of weights has at its root what a whole model's has in the group of weights.
/// </summary>
internal static class LegacyH5Writer
{
    /// <summary>Writes a whole model, or nothing.</summary>
    /// <exception cref="Diagnostics.ModelFileException">The path cannot be written.</exception>
    public static void Write(Model model, string path) => H5Writer.Write(path, Tree(model));

    /// <summary>Writes the weights, all or nothing.</summary>
    /// <exception cref="Diagnostics.ModelFileException">The path cannot be written.</exception>
    public static void WriteWeights(Model model, string path)
    {
        var root = new H5Group();
        AddWeights(root, model);
        RandomState.Write(root, RandomState.LegacyRoot, model);
        H5Writer.Write(path, root);
    }

    private static H5Group Tree(Model model)
    {
        var root = new H5Group();
        root.Attributes["keras_version"] = H5Attribute.Of(WrittenAs.KerasVersion);
        root.Attributes["backend"] = H5Attribute.Of(WrittenAs.KerasBackend);
        root.Attributes["model_config"] = H5Attribute.Of(PythonJson.Write(ModelJson.Legacy(model)));
        if (model.Compiled)
        {
            root.Attributes["training_config"] = H5Attribute.Of(PythonJson.Write(model.LegacyCompileConfig()));
        }

        AddWeights(root.Group("model_weights"), model);
        if (model.Compiled)
        {
            AddOptimizer(root.Group("optimizer_weights"), model.Optimizer);
        }

        RandomState.Write(root, RandomState.LegacyRoot, model);
        return root;
    }

    private static void AddWeights(H5Group group, Model model)
    {
        group.SetNames("layer_names", model.Layers.Select(layer => layer.Name).ToArray());
        group.Attributes["backend"] = H5Attribute.Of(WrittenAs.KerasBackend);
        group.Attributes["keras_version"] = H5Attribute.Of(WrittenAs.KerasVersion);
        foreach (Layer layer in model.Layers)
        {
            AddLayer(group.Group(layer.Name), layer.LegacyWeights);
        }

        AddLayer(group.Group("top_level_model_weights"), model.OwnWeights);
    }

    private static void AddLayer(H5Group group, IReadOnlyList<Variable> weights)
    {
        group.SetNames("weight_names", weights.Select(weight => weight.Path).ToArray());
        foreach (Variable weight in weights)
        {
            group.Add(weight.Path, weight.Value.ToHost());
        }
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
