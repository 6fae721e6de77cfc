using Sharpkeras.Diagnostics;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Saving.Hdf5;

namespace Sharpkeras.Saving;

/// <summary>
/// Takes the optimizer's state out of a legacy file. Only the order of the entries counts: the iteration, the learning rate where it
/// is stored, then the states, variable by variable (Keras 3) or state by state (TF-Keras up to 2.10).
/// </summary>
internal static class LegacyOptimizerState
{
    /// <summary>State that does not fit is left out with a warning: the model goes on with a fresh optimizer.</summary>
    public static void Read(H5Reader file, string path, Model model)
    {
        IReadOnlyList<string> names = file.Names("optimizer_weights", "weight_names") ?? [];
        Shape[] shapes = names.Select(name => file.ShapeOf("optimizer_weights/" + name)).ToArray();
        int scalars = shapes.TakeWhile((shape, i) => shape.Rank == 0 && i < 2).Count();
        Optimizer optimizer = model.Optimizer;
        if (scalars > 0)
        {
            optimizer.Iterations = Convert.ToInt64(Number(file, names[0]));
        }

        if (scalars > 1)
        {
            optimizer.LearningRate = Number(file, names[1]);
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
        Variable[] interleaved = [.. optimizer.Slots.SelectMany(slots => slots)];
        Variable[] grouped = [.. optimizer.SlotNames.SelectMany((_, i) => optimizer.Slots.Select(slots => slots[i]))];
        Variable[]? order = Fits(interleaved, shapes) ? interleaved : Fits(grouped, shapes) ? grouped : null;
        if (order == null)
        {
            Log.Warn($"load — the optimizer's state in '{path}' does not fit the model and is left out: {names.Length} entries for {interleaved.Length} states. Training goes on with a fresh state.");
            return;
        }

        HostArray[] values = names.Select((name, i) => file.ReadArray("optimizer_weights/" + name, shapes[i])).ToArray();
        for (int i = 0; i < values.Length; i++)
        {
            order[i].Load(values[i]);
        }
    }

    private static bool Fits(Variable[] slots, Shape[] shapes) => slots.Select(slot => slot.Shape).SequenceEqual(shapes);

    private static double Number(H5Reader file, string name)
    {
        HostArray array = file.ReadArray("optimizer_weights/" + name, Shape.Scalar);
        return array.DType switch
        {
            DType.Int64 => array.Span<long>()[0],
            DType.Int32 => array.Span<int>()[0],
            DType.Float64 => array.Span<double>()[0],
            _ => array.Span<float>()[0],
        };
    }
}
