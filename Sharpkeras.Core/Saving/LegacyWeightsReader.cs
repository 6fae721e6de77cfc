using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Saving.Hdf5;

namespace Sharpkeras.Saving;

/// <summary>
/// Takes weights out of Keras's legacy HDF5 layout: a group for each layer with the names of its arrays, in a file of weights at the root, in
/// a whole model's in the group <c>model_weights</c>. The names of arrays carry no meaning, their order does.
/// </summary>
internal static class LegacyWeightsReader
{
    private const string InModel = "model_weights";
    private const string TopLevel = "top_level_model_weights";

    /// <summary>Pairs layers with weights by their order, as Keras does, or by their names.</summary>
    /// <exception cref="ModelFileException">The file is damaged, or of another model; nothing was changed then.</exception>
    public static WeightsReport Read(H5Reader file, string path, Model model, bool skipMismatch, bool byName)
    {
        string root = file.AttributeNames("").Any(name => name is "layer_names" or "layer_names0") ? "" : InModel;
        IReadOnlyList<string> names = (file.HasGroup(root) ? file.Names(root, "layer_names") : null)
            ?? throw Damaged(path, $"group {InModel} has no layer_names");
        string[] stored = [.. names.Where(name => WeightNames(file, path, root, name).Count > 0)];
        Layer[] layers = [.. model.Layers.Where(layer => layer.LegacyWeights.Count > 0)];
        var plan = new WeightsPlan(file, path, skipMismatch);
        if (byName)
        {
            PairByName(file, path, root, layers, stored, plan);
        }
        else
        {
            PairByOrder(file, path, root, layers, stored, plan);
        }

        string top = Below(root, TopLevel);
        if (model.OwnWeights.Count > 0 && file.HasGroup(top))
        {
            plan.Pair(model, model.OwnWeights, TopLevel, Places(file, path, root, TopLevel));
        }

        RandomState.Read(file, RandomState.LegacyRoot, model, plan);
        return plan.Apply();
    }

    private static void PairByOrder(H5Reader file, string path, string root, Layer[] layers, string[] stored, WeightsPlan plan)
    {
        bool same = layers.Length == stored.Length;
        for (int i = 0; i < Math.Max(layers.Length, stored.Length); i++)
        {
            Layer? layer = i < layers.Length ? layers[i] : null;
            string? name = i < stored.Length ? stored[i] : null;
            if (layer != null && name != null)
            {
                plan.Pair(layer, layer.LegacyWeights, name, Places(file, path, root, name));
            }
            else
            {
                plan.Row(layer, layer?.LegacyWeights ?? [], name ?? "nothing");
            }
        }

        if (!same)
        {
            // Keras does not skip this either: which layer is missing cannot be told.
            throw plan.OfAnotherModel();
        }
    }

    private static void PairByName(H5Reader file, string path, string root, Layer[] layers, string[] stored, WeightsPlan plan)
    {
        foreach (Layer layer in layers)
        {
            if (stored.Contains(layer.Name))
            {
                plan.Pair(layer, layer.LegacyWeights, layer.Name, Places(file, path, root, layer.Name));
            }
            else
            {
                plan.LeaveOut(layer, "the file has no layer of that name");
            }
        }

        foreach (string name in stored.Where(name => layers.All(layer => layer.Name != name)))
        {
            plan.Unused(name);
        }
    }

    private static string[] Places(H5Reader file, string path, string root, string layer) =>
        [.. WeightNames(file, path, root, layer).Select(name => $"{Below(root, layer)}/{name}")];

    private static IReadOnlyList<string> WeightNames(H5Reader file, string path, string root, string layer) =>
        file.HasGroup(Below(root, layer))
            ? file.Names(Below(root, layer), "weight_names") ?? throw Damaged(path, $"layer {layer} has no weight_names")
            : throw Damaged(path, $"layer {layer} has no group");

    private static string Below(string root, string name) => root.Length == 0 ? name : $"{root}/{name}";

    private static ModelFileException Damaged(string path, string what) =>
        new($"load — '{path}' is no complete Keras file: {what}. Save the model again.");
}
