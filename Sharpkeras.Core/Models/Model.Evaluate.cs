using Sharpkeras.Callbacks;
using Sharpkeras.Data;
using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;
using Sharpkeras.Losses;

namespace Sharpkeras.Models;

/// <summary>Evaluation and prediction.</summary>
public abstract partial class Model
{
    /// <summary>The loss and the metrics on data; nothing is trained.</summary>
    /// <param name="x">The inputs, [samples, …].</param>
    /// <param name="y">The targets.</param>
    /// <param name="batchSize">The samples of a step.</param>
    /// <param name="verbosity">What is shown.</param>
    /// <param name="callbacks">Who looks on.</param>
    /// <param name="cancellation">Ends the evaluation between two steps.</param>
    /// <exception cref="InvalidOperationException">The model is not compiled.</exception>
    /// <exception cref="ArgumentException">The data do not fit.</exception>
    public Evaluation Evaluate(
        Tensor x,
        Tensor? y = null,
        int batchSize = 32,
        Verbosity verbosity = Verbosity.Auto,
        IEnumerable<Callback>? callbacks = null,
        CancellationToken cancellation = default)
    {
        CheckCompiled("Evaluate");
        CheckData(x, y);
        EnsureBuilt(x.Shape);
        using var scope = new TensorScope();
        CheckLabels(y);
        ArrayBatches batches = Batches(x, y == null ? null : PrepareTargets(y), batchSize);
        var list = new CallbackList(this, callbacks, verbosity, new CallbackParams(1, batches.Count));
        return new Evaluation(new Trainer(this, list, cancellation).Evaluate(batches));
    }

    /// <summary>The model's outputs for inputs.</summary>
    /// <param name="x">The inputs, [samples, …].</param>
    /// <param name="batchSize">The samples of a step.</param>
    /// <param name="callbacks">Who looks on.</param>
    /// <param name="cancellation">Ends the prediction between two steps.</param>
    /// <returns>[samples, …].</returns>
    /// <exception cref="ArgumentException">The inputs do not fit.</exception>
    public Tensor Predict(Tensor x, int batchSize = 32, IEnumerable<Callback>? callbacks = null, CancellationToken cancellation = default)
    {
        using var scope = new TensorScope();
        var batches = new ArrayBatches(batchSize, x);
        EnsureBuilt(x.Shape);
        var list = new CallbackList(this, callbacks, Verbosity.Silent, new CallbackParams(1, batches.Count));
        return scope.Keep(new Trainer(this, list, cancellation).Predict(batches));
    }

    private void CheckCompiled(string what)
    {
        if (!Compiled)
        {
            throw NotCompiled(what);
        }
    }

    private void CheckData(Tensor x, Tensor? y)
    {
        if (x.Rank == 0 || x.Shape[0] == 0)
        {
            throw new ShapeException($"{Name} — there are no samples. Received inputs of shape {x.Shape}.");
        }

        if (y != null && (y.Rank == 0 || y.Shape[0] != x.Shape[0]))
        {
            throw new ShapeException(
                $"{Name} — inputs and targets need the same number of samples. Received inputs {x.Shape} and targets {y.Shape}.");
        }
    }

    /// <summary>Class numbers come as int32, so that no step has to convert them.</summary>
    private Tensor PrepareTargets(Tensor y) =>
        Loss is SparseCategoricalCrossentropy && y.DType != DType.Int32 ? y.Cast(DType.Int32) : y;

    /// <summary>Class numbers outside of the classes are refused before anything is trained.</summary>
    private void CheckLabels(Tensor? y)
    {
        if (y == null || y.Length == 0 || Loss is not SparseCategoricalCrossentropy { IgnoreClass: null } sparse || OutputShape is not { Rank: > 0 } output)
        {
            return;
        }

        int classes = output[output.Axis(sparse.Axis, Name)];
        double low = Ops.Min(y).Item<double>();
        double high = Ops.Max(y).Item<double>();
        if (classes > 0 && (low < 0 || high >= classes))
        {
            throw new ArgumentException(
                $"{Name} — labels must lie in [0, {Text.Of(classes - 1)}], since the model has {Text.Of(classes)} outputs. Received labels from {Text.Of(low)} to {Text.Of(high)}.",
                nameof(y));
        }
    }
}
