using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Saving.Hdf5;

namespace Sharpkeras.Saving;

/// <summary>Keras 3's weight files, <c>.weights.h5</c>, which also lie in <c>.keras</c> archives; see <see cref="WeightsPlaces"/>.</summary>
internal static class WeightsH5
{
    /// <summary>Writes the file, whole or not at all.</summary>
    /// <exception cref="ModelFileException">The path cannot be written.</exception>
    public static void Write(Model model, string path) => H5Writer.Write(path, Tree(model));

    /// <summary>What such a file holds of a model.</summary>
    public static H5Group Tree(Model model)
    {
        var root = new H5Group();
        foreach (var (place, layer) in WeightsPlaces.Of(model))
        {
            Add(root.Group(place), layer.Name, layer.OwnWeights.Select(weight => weight.Value.ToHost()));
        }

        if (model.Compiled)
        {
            Optimizer optimizer = model.Optimizer;
            HostArray[] rate = optimizer.Schedule == null ? [HostArray.From<float>([(float)optimizer.LearningRate], Shape.Scalar)] : [];
            Add(
                root.Group(WeightsPlaces.Optimizer),
                optimizer.Name,
                [HostArray.From<long>([optimizer.Steps], Shape.Scalar), .. rate, .. optimizer.State.Select(state => state.Value.ToHost())]);
        }

        RandomState.Write(root, "", model);
        return root;
    }

    /// <summary>Sets the model's weights, and the optimizer's state when it is compiled; nothing is assigned before all of the file fits.</summary>
    /// <exception cref="ModelFileException">There is no such file, it is damaged, or it is of another model.</exception>
    public static WeightsReport Read(Model model, string path, bool skipMismatch = false)
    {
        using H5Reader file = H5Reader.Open(path);
        return Read(model, file, path, skipMismatch);
    }

    /// <summary>The same from a file that is open.</summary>
    public static WeightsReport Read(Model model, H5Reader file, string path, bool skipMismatch)
    {
        var places = new WeightsPlaces(file);
        var plan = new WeightsPlan(file, path, skipMismatch);
        var asked = new HashSet<string>();
        foreach (var (place, layer) in WeightsPlaces.Of(model))
        {
            IReadOnlyList<Variable> weights = layer.OwnWeights;
            int count = places.Count(place);
            asked.Add(place);
            if (weights.Count > 0 || count > 0)
            {
                plan.Pair(layer, weights, GroupOf(place), [.. Enumerable.Range(0, count).Select(i => places.PathOf(place, i))]);
            }
        }

        foreach (string place in places.OfLayers.Where(place => !asked.Contains(place)))
        {
            plan.Unused(GroupOf(place));
        }

        RandomState.Read(file, "", model, plan);
        plan.Check();
        Action? optimizer = model.Compiled && places.Count(WeightsPlaces.Optimizer) > 0 ? ReadOptimizer(file, places, path, model) : null;
        WeightsReport report = plan.Apply();
        optimizer?.Invoke();
        if (report.Unused.Count > 0)
        {
            Log.Warn($"load — '{path}' has weights that the model does not: {string.Join(", ", report.Unused)}.");
        }

        return report;
    }

    /// <summary>The layer's place, without the group of its variables.</summary>
    private static string GroupOf(string place) => place.Length > WeightsPlaces.Variables.Length ? place[..^(WeightsPlaces.Variables.Length + 1)] : place;

    private static void Add(H5Group group, string name, IEnumerable<HostArray> values)
    {
        group.Attributes["name"] = H5Attribute.Of(name);
        int number = 0;
        foreach (HostArray value in values)
        {
            group.Add(Text.Of(number++), value);
        }
    }

    /// <summary>
    /// Reads the optimizer's state and gives the step that sets it. State that does not fit is left out with a warning: the model goes on with
    /// a fresh optimizer, as in Keras.
    /// </summary>
    private static Action? ReadOptimizer(H5Reader file, WeightsPlaces places, string path, Model model)
    {
        Optimizer optimizer = model.Optimizer;
        int count = places.Count(WeightsPlaces.Optimizer);
        string[] entries = [.. Enumerable.Range(0, count).Select(i => places.PathOf(WeightsPlaces.Optimizer, i))];
        int scalars = optimizer.Schedule == null ? 2 : 1;
        Variable[] state = count > scalars ? StateOf(model) : [];
        if (state.Length > 0 && count == state.Length + 1)
        {
            // TF-Keras did not store the rate.
            scalars = 1;
        }

        if (count < scalars || !entries.Skip(scalars).Select(file.ShapeOf).SequenceEqual(state.Select(slot => slot.Shape)))
        {
            Log.Warn(
                $"load — the optimizer's state in '{path}' does not fit the model and is left out: {Text.Of(count)} entries for {Text.Of(scalars + state.Length)}. "
                + "Training goes on with a fresh state.");
            return null;
        }

        HostArray[] values = [.. entries.Skip(scalars).Select((entry, i) => file.ReadArray(entry, state[i].Shape))];
        long steps = Convert.ToInt64(H5Numbers.Scalar(file, entries[0]));
        double? rate = scalars > 1 ? H5Numbers.Scalar(file, entries[1]) : null;
        return () =>
        {
            if (rate is { } stored)
            {
                optimizer.LearningRate = stored;
            }

            optimizer.Steps = steps;
            for (int i = 0; i < values.Length; i++)
            {
                state[i].Load(values[i]);
            }
        };
    }

    private static Variable[] StateOf(Model model)
    {
        model.Optimizer.Build(model.TrainableVariables);
        return [.. model.Optimizer.State];
    }
}
