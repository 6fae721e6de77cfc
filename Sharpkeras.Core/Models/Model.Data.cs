using Sharpkeras.Data;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Losses;

namespace Sharpkeras.Models;

/// <summary>Checks of data, before anything is changed, and their cut into batches.</summary>
public abstract partial class Model
{
    private void CheckCompiled(string what)
    {
        if (!Compiled)
        {
            throw NotCompiled(what);
        }
    }

    private void CheckData(ValidationData data)
    {
        if (data.X.Count == 0 || data.X[0].Rank == 0 || data.X[0].Shape[0] == 0)
        {
            throw new ShapeException(data.X.Count == 0
                ? $"{Name} — there are no inputs."
                : $"{Name} — there are no samples. Received inputs of shape {data.X[0].Shape}.");
        }

        CheckSamples(data.X, data.X, "inputs");
        CheckSamples(data.X, data.Y, "targets");
        CheckSamples(data.X, data.SampleWeight, "sample weights");
        if (data.SampleWeight.Count > 1 && data.SampleWeight.Count != data.Y.Count)
        {
            throw new ArgumentException(
                $"{Name} — sample weights are one array for all outputs, or one for each. Received {Text.Of(data.SampleWeight.Count)} for {Text.Of(data.Y.Count)} targets.");
        }
    }

    private void CheckSamples(Tensors x, Tensors arrays, string what)
    {
        foreach (Tensor array in arrays)
        {
            if (array.IsSymbolic)
            {
                throw new ArgumentException(
                    $"{Name} — the {what} need values. Received the symbolic tensor {array.Symbol!.Origin}; call the model on it with Call, or give data.");
            }

            if (array.Rank == 0 || array.Shape[0] != x[0].Shape[0])
            {
                throw new ShapeException(
                    $"{Name} — inputs and {what} need the same number of samples. Received inputs {x[0].Shape} and {what} {array.Shape}.");
            }
        }
    }

    private void EnsureBuiltFor(Tensors x)
    {
        if (!Built)
        {
            EnsureBuilt([.. x.Select(input => input.Shape)]);
        }
    }

    private static TensorSpec[] SpecsOf(Tensors tensors) => [.. tensors.Select(tensor => new TensorSpec(tensor.Shape, tensor.DType))];

    /// <summary>Inputs that a model of known shapes would refuse in a step are refused before anything is changed.</summary>
    private void CheckInput(Tensors x, int batchSize)
    {
        bool fixedBatch = this is Sequential or Functional && Built && Inputs.Any(input => input.Rank > 0 && input.Shape[0] >= 0);
        CheckInput([.. SpecsOf(x).Select(spec => fixedBatch ? spec with { Shape = spec.Shape.With(0, Math.Min(batchSize, spec.Shape[0])) } : spec)]);
    }

    private void CheckInput(TensorSpec[] batch)
    {
        if (OutputShape != null)
        {
            Symbolic.Run(this, batch);
        }
    }

    /// <summary>Data that were given by name, in the model's order.</summary>
    private ValidationData Arranged(ValidationData data) =>
        new(Arranged(data.X), ByOutput(data.Y, "targets"), ByOutput(data.SampleWeight, "sample weights"));

    /// <summary>Targets that do not fit the outputs, or the classes, are refused before anything is trained.</summary>
    private void CheckTargets(Tensors targets)
    {
        if (OutputShapes is { } outputs)
        {
            compiledLoss?.CheckTargets(targets.Count, targets.Names, outputs.Count);
        }

        CheckLabels(targets);
    }

    /// <summary>Class numbers come as int32, so that no step has to convert them.</summary>
    private Tensors PrepareTargets(Tensors y) => y.Count == 1 && Loss is SparseCategoricalCrossentropy && y[0].DType != DType.Int32 ? y[0].Cast(DType.Int32) : y;

    /// <summary>Class numbers outside of the classes are refused before anything is trained.</summary>
    private void CheckLabels(Tensors targets)
    {
        if (targets.Count != 1 || targets[0].Length == 0 || Loss is not SparseCategoricalCrossentropy { IgnoreClass: null } sparse || OutputShape is not { Rank: > 0 } output)
        {
            return;
        }

        Tensor y = targets[0];
        using var scope = new TensorScope();
        int classes = output[output.Axis(sparse.Axis, Name)];
        double low = Ops.Min(y).Item<double>();
        double high = Ops.Max(y).Item<double>();
        if (classes > 0 && !(low >= 0 && high < classes))
        {
            throw new ArgumentException(
                $"{Name} — labels must lie in [0, {Text.Of(classes - 1)}], since the model has {Text.Of(classes)} outputs. Received labels from {Text.Of(low)} to {Text.Of(high)}.",
                nameof(targets));
        }
    }

    private ArrayBatches Batches(ValidationData data, int batchSize, SeedGenerator? shuffler = null) =>
        new(batchSize, Place, [.. data.X], [.. PrepareTargets(data.Y)], [.. data.SampleWeight], shuffler);
}
