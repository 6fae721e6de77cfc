using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Saving.Hdf5;

namespace Sharpkeras.Saving;

/// <summary>
/// Keras 3's weight files, <c>.weights.h5</c>: each layer has a group at its path in the model (<c>layers/conv2d_1</c>), which has a group
/// <c>vars</c> with its own variables as <c>0</c>, <c>1</c>, …; the optimizer likewise.
/// </summary>
internal static class WeightsH5
{
    private const string Ending = ".weights.h5";
    private const string OptimizerVariables = "optimizer/vars";

    /// <exception cref="ArgumentException">The path has another ending.</exception>
    public static void CheckName(string path, string owner)
    {
        if (!path.EndsWith(Ending, StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"{owner} — files of weights end in {Ending}. Received '{path}'.", nameof(path));
        }
    }

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <exception cref="ModelFileException">The path cannot be written.</exception>
    public static void Write(Model model, string path)
    {
        var root = new H5Group();
        foreach (var (place, layer) in Tree(model))
        {
            Add(root.Group(place), layer.Name, layer.OwnWeights.Select(weight => weight.Value.ToHost()));
        }

        if (model.Compiled)
        {
            Optimizer optimizer = model.Optimizer;
            HostArray[] rate = optimizer.Schedule == null ? [HostArray.From<float>([(float)optimizer.LearningRate], Shape.Scalar)] : [];
            Add(
                root.Group(OptimizerVariables),
                optimizer.Name,
                [HostArray.From<long>([optimizer.Steps], Shape.Scalar), .. rate, .. optimizer.State.Select(state => state.Value.ToHost())]);
        }

        H5Writer.Write(path, root);
    }

    /// <summary>Sets the model's weights; nothing is assigned before all of the file fits.</summary>
    /// <exception cref="ModelFileException">There is no such file, it is damaged, or it is of another model.</exception>
    public static void Read(Model model, string path)
    {
        using H5Reader file = H5Reader.Open(path);
        if (!file.HasGroup("layers") && !file.HasGroup("vars"))
        {
            throw new ModelFileException(
                $"load — '{path}' holds no weights in Keras's {Ending} form. Its root has: {string.Join(", ", file.Children(""))}.");
        }

        var values = new List<(Variable Variable, HostArray Value)>();
        foreach (var (place, layer) in Tree(model))
        {
            values.AddRange(ReadLayer(file, path, place, layer));
        }

        foreach (var (variable, value) in values)
        {
            variable.Load(value);
        }

        if (model.Compiled && file.HasGroup(OptimizerVariables))
        {
            ReadOptimizer(file, path, model);
        }
    }

    private static IEnumerable<(string Path, Layer Layer)> Tree(Layer layer, string path = "")
    {
        yield return (path + "vars", layer);
        foreach (var (place, inner) in layer.SubLayerPaths)
        {
            foreach (var item in Tree(inner, $"{path}{place}/"))
            {
                yield return item;
            }
        }
    }

    private static void Add(H5Group group, string name, IEnumerable<HostArray> values)
    {
        group.Attributes["name"] = H5Attribute.Of(name);
        int number = 0;
        foreach (HostArray value in values)
        {
            group.Add(Text.Of(number++), value);
        }
    }

    private static IEnumerable<(Variable Variable, HostArray Value)> ReadLayer(H5Reader file, string path, string place, Layer layer)
    {
        IReadOnlyList<Variable> weights = layer.OwnWeights;
        int stored = file.HasGroup(place) ? file.Children(place).Count : 0;
        if (stored != weights.Count)
        {
            throw new ModelFileException(
                $"load — layer {layer.Name} ({layer.ClassName}) has {Text.Of(weights.Count)} weights ({string.Join(", ", weights.Select(weight => weight.Name))}), "
                + $"'{path}' has {Text.Of(stored)} at {place}. The file is of another model; it has: {string.Join(", ", Stored(file))}.");
        }

        for (int i = 0; i < stored; i++)
        {
            string name = $"{place}/{Text.Of(i)}";
            Shape shape = file.ShapeOf(name);
            if (shape != weights[i].Shape)
            {
                throw new ModelFileException($"load — weight {weights[i].Path} has shape {weights[i].Shape}, in '{path}' it has {shape} at {name}.");
            }

            yield return (weights[i], file.ReadArray(name, shape));
        }
    }

    private static IEnumerable<string> Stored(H5Reader file) => file.HasGroup("layers") ? file.Children("layers") : file.Children("");

    /// <summary>State that does not fit is left out with a warning: the model goes on with a fresh optimizer, as in Keras.</summary>
    private static void ReadOptimizer(H5Reader file, string path, Model model)
    {
        Optimizer optimizer = model.Optimizer;
        int count = file.Children(OptimizerVariables).Count;
        string[] places = [.. Enumerable.Range(0, count).Select(i => $"{OptimizerVariables}/{Text.Of(i)}")];
        int scalars = optimizer.Schedule == null ? 2 : 1;
        Variable[] state = count > scalars ? StateOf(model) : [];
        if (!places.Skip(scalars).Select(file.ShapeOf).SequenceEqual(state.Select(slot => slot.Shape)) || count < scalars)
        {
            Log.Warn(
                $"load — the optimizer's state in '{path}' does not fit the model and is left out: {Text.Of(count)} entries for {Text.Of(scalars + state.Length)}. "
                + "Training goes on with a fresh state.");
            return;
        }

        optimizer.Steps = Convert.ToInt64(H5Numbers.Scalar(file, places[0]));
        if (optimizer.Schedule == null)
        {
            optimizer.LearningRate = H5Numbers.Scalar(file, places[1]);
        }

        for (int i = scalars; i < count; i++)
        {
            state[i - scalars].Load(file.ReadArray(places[i], state[i - scalars].Shape));
        }
    }

    private static Variable[] StateOf(Model model)
    {
        model.Optimizer.Build(model.TrainableVariables);
        return [.. model.Optimizer.State];
    }
}
