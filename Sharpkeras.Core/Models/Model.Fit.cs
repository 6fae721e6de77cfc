using Sharpkeras.Callbacks;
using Sharpkeras.Data;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;

namespace Sharpkeras.Models;

/// <summary>Training.</summary>
public abstract partial class Model
{
    /// <summary>Trains the model for a number of epochs.</summary>
    /// <param name="x">The inputs, [samples, …].</param>
    /// <param name="y">The targets, [samples, …]; null when layers add all losses.</param>
    /// <param name="batchSize">The samples of a step; the last step of an epoch may have fewer.</param>
    /// <param name="epochs">The number after the last epoch.</param>
    /// <param name="verbosity">What is shown.</param>
    /// <param name="callbacks">Who looks on.</param>
    /// <param name="validationSplit">The share at the end of the data, in [0, 1), that is kept for validation after each epoch.</param>
    /// <param name="validationData">Data of their own for validation; they win over the split.</param>
    /// <param name="shuffle">Whether each epoch has a new order of the samples.</param>
    /// <param name="initialEpoch">The number of the first epoch, to go on with a training.</param>
    /// <param name="cancellation">Ends the training between two steps; the weights stay as the last step left them.</param>
    /// <returns>What each epoch reported.</returns>
    /// <exception cref="InvalidOperationException">The model is not compiled.</exception>
    /// <exception cref="ArgumentException">The data or a number do not fit; nothing was changed then.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public History Fit(
        Tensor x,
        Tensor? y = null,
        int batchSize = 32,
        int epochs = 1,
        Verbosity verbosity = Verbosity.Auto,
        IEnumerable<Callback>? callbacks = null,
        double validationSplit = 0,
        (Tensor X, Tensor Y)? validationData = null,
        bool shuffle = true,
        int initialEpoch = 0,
        CancellationToken cancellation = default)
    {
        CheckFit(x, y, epochs, initialEpoch, validationSplit);
        using var scope = new TensorScope();
        Tensor? targets = y == null ? null : PrepareTargets(y);
        var (train, validation) = Split(x, targets, batchSize, validationSplit, validationData);
        var list = new CallbackList(this, callbacks, verbosity, new CallbackParams(epochs, train.Count));
        return new Trainer(this, list, cancellation).Fit(train, validation, shuffle, initialEpoch, epochs);
    }

    /// <summary>One step of training on one batch; the metrics are reset before.</summary>
    /// <param name="x">The inputs, [batch, …].</param>
    /// <param name="y">The targets.</param>
    /// <param name="sampleWeight">A weight for each sample; null for 1.</param>
    /// <returns>The loss and the metrics of the batch.</returns>
    /// <exception cref="InvalidOperationException">The model is not compiled.</exception>
    public Evaluation TrainOnBatch(Tensor x, Tensor? y = null, Tensor? sampleWeight = null)
    {
        CheckCompiled("TrainOnBatch");
        CheckData(x, y);
        using var scope = new TensorScope();
        Tensor? targets = y == null ? null : PrepareTargets(y);
        EnsureBuilt(x.Shape);
        CheckLabels(targets);
        ResetMetrics();
        RunTrainStep(new Batch(x, targets, sampleWeight));
        return new Evaluation(ReadMetrics());
    }

    private void CheckFit(Tensor x, Tensor? y, int epochs, int initialEpoch, double validationSplit)
    {
        CheckCompiled("Fit");
        Check.Positive(epochs, nameof(epochs), Name);
        Check.Range(initialEpoch, 0, int.MaxValue, nameof(initialEpoch), Name);
        Check.Range(validationSplit, 0, Math.BitDecrement(1.0), nameof(validationSplit), Name);
        CheckData(x, y);
        EnsureBuilt(x.Shape);
        using var scope = new TensorScope();
        CheckLabels(y);
    }

    private (ArrayBatches Train, ArrayBatches? Validation) Split(
        Tensor x, Tensor? y, int batchSize, double share, (Tensor X, Tensor Y)? data)
    {
        if (data is { } own)
        {
            CheckData(own.X, own.Y);
            CheckLabels(own.Y);
            CheckInput(own.X);
            return (Batches(x, y, batchSize), Batches(own.X, PrepareTargets(own.Y), batchSize));
        }

        if (share == 0)
        {
            return (Batches(x, y, batchSize), null);
        }

        int samples = x.Shape[0];
        int kept = (int)Math.Floor(samples * (1 - share));
        if (kept == 0 || kept == samples)
        {
            throw new ArgumentException(
                $"{Name} — a validation split of {Text.Of(share)} leaves no samples for training or for validation. Received {Text.Of(samples)} samples; choose another share or pass validationData.");
        }

        Tensor? Part(Tensor? array, int begin, int size) => array == null ? null : ArrayBatches.Slice(array, begin, size);
        return (Batches(Part(x, 0, kept)!, Part(y, 0, kept), batchSize),
            Batches(Part(x, kept, samples - kept)!, Part(y, kept, samples - kept), batchSize));
    }

    /// <summary>Inputs that a model of known shapes would refuse after the first epoch are refused before it.</summary>
    private void CheckInput(Tensor x)
    {
        if (OutputShape != null)
        {
            Symbolic.Run(this, x.Shape, x.DType);
        }
    }

    private static ArrayBatches Batches(Tensor x, Tensor? y, int batchSize) =>
        y == null ? new ArrayBatches(batchSize, x) : new ArrayBatches(batchSize, x, y);
}
