using Sharpkeras.Diagnostics;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Saving.Hdf5;

namespace Sharpkeras.Saving;

/// <summary>
/// Takes the optimizer's state out of a legacy file. Only the order of the entries counts: the iteration, the learning rate where it
/// is stored, then the states in the order of Keras 3, or state by state (TF-Keras up to 2.10).
/// </summary>
internal static class LegacyOptimizerState
{
    /// <summary>State that does not fit is left out with a warning: the model goes on with a fresh optimizer.</summary>
    public static void Read(H5Reader file, string path, Model model)
    {
        IReadOnlyList<string> names = file.Names("optimizer_weights", "weight_names") ?? [];
        Shape[] shapes = names.Select(name => file.ShapeOf(Place(name))).ToArray();
        int scalars = shapes.TakeWhile((shape, i) => shape.Rank == 0 && (i == 0 || IsRate(names[i], i))).Count();
        Optimizer optimizer = model.Optimizer;
        if (scalars > 0)
        {
            optimizer.Steps = Convert.ToInt64(H5Numbers.Scalar(file, Place(names[0])));
        }

        if (scalars > 1 && optimizer.Schedule == null)
        {
            optimizer.LearningRate = H5Numbers.Scalar(file, Place(names[1]));
        }

        if (names.Count > scalars)
        {
            ReadSlots(file, path, model, names.Skip(scalars).ToArray(), shapes[scalars..]);
        }
    }

    private static void ReadSlots(H5Reader file, string path, Model model, string[] names, Shape[] shapes)
    {
        Optimizer optimizer = model.Optimizer;
        optimizer.Build(model.TrainableVariables);
        Variable[] inOrder = [.. optimizer.State];
        Variable[] grouped = [.. Grouped(optimizer)];
        Variable[]? order = Fits(grouped, shapes) && IsGrouped(names, optimizer.Slots.Count) ? grouped
            : Fits(inOrder, shapes) ? inOrder
            : Fits(grouped, shapes) ? grouped
            : null;
        if (order == null)
        {
            Log.Warn($"load — the optimizer's state in '{path}' does not fit the model and is left out: {names.Length} entries for {inOrder.Length} states. Training goes on with a fresh state.");
            return;
        }

        HostArray[] values = names.Select((name, i) => file.ReadArray(Place(name), shapes[i])).ToArray();
        for (int i = 0; i < values.Length; i++)
        {
            order[i].Load(values[i]);
        }
    }

    /// <summary>The first state of all variables, then the second of all.</summary>
    private static IEnumerable<Variable> Grouped(Optimizer optimizer) =>
        from place in Enumerable.Range(0, optimizer.Slots.Count == 0 ? 0 : optimizer.Slots.Max(slots => slots.Count))
        from slots in optimizer.Slots
        where place < slots.Count
        select slots[place];

    /// <summary>
    /// Whether entries are named as TF-Keras up to 2.10 did, <c>…/kernel/m:0</c>, by state: where all variables have one shape, shapes do
    /// not tell.
    /// </summary>
    private static bool IsGrouped(string[] names, int variables)
    {
        string[] last = [.. names.Select(name => name[(name.LastIndexOf('/') + 1)..])];
        return variables > 1
            && last.Length > variables
            && last.Take(variables).Distinct().Count() == 1
            && last[variables] != last[0];
    }

    private static bool IsRate(string name, int place) => place == 1 && name.Contains("learning_rate", StringComparison.Ordinal);

    private static bool Fits(Variable[] slots, Shape[] shapes) => slots.Select(slot => slot.Shape).SequenceEqual(shapes);

    private static string Place(string name) => "optimizer_weights/" + name;
}
