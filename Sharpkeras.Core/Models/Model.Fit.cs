using Sharpkeras.Callbacks;
using Sharpkeras.Data;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Models;

/// <summary>Training.</summary>
public abstract partial class Model
{
    /// <summary>Trains the model for a number of epochs.</summary>
    /// <param name="x">The inputs, [samples, …]; with several inputs a list.</param>
    /// <param name="y">The targets, [samples, …]; with several outputs a list; left out when layers add all losses.</param>
    /// <param name="batchSize">The samples of a step; the last step of an epoch may have fewer.</param>
    /// <param name="epochs">The number after the last epoch.</param>
    /// <param name="verbosity">What is shown.</param>
    /// <param name="callbacks">Who looks on.</param>
    /// <param name="validationSplit">The share at the end of the data, in [0, 1), that is kept for validation after each epoch.</param>
    /// <param name="validationData">Data of their own for validation; they win over the split.</param>
    /// <param name="shuffle">Whether each epoch has a new order of the samples.</param>
    /// <param name="classWeight">How much the samples of a class count, by its number; 1 for the others. For models of one output.</param>
    /// <param name="sampleWeight">How much each sample counts, [samples] or the beginning of the loss's shape; one for all outputs or a list with one for each.</param>
    /// <param name="initialEpoch">The number of the first epoch, to go on with a training.</param>
    /// <param name="stepsPerEpoch">The steps of an epoch; the next goes on where it ended. Null goes through the data once.</param>
    /// <param name="validationSteps">The steps of a validation; null for all data.</param>
    /// <param name="validationBatchSize">The samples of a step of validation; null for <paramref name="batchSize"/>.</param>
    /// <param name="validationFreq">The epochs from one validation to the next.</param>
    /// <param name="cancellation">Ends the training between two steps; the weights stay as the last step left them.</param>
    /// <returns>What each epoch reported.</returns>
    /// <exception cref="InvalidOperationException">The model is not compiled.</exception>
    /// <exception cref="ArgumentException">The data or a number do not fit; nothing was changed then.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public History Fit(
        Tensors x,
        Tensors y = default,
        int batchSize = 32,
        int epochs = 1,
        Verbosity verbosity = Verbosity.Auto,
        IEnumerable<Callback>? callbacks = null,
        double validationSplit = 0,
        ValidationData? validationData = null,
        bool shuffle = true,
        IReadOnlyDictionary<int, double>? classWeight = null,
        Tensors sampleWeight = default,
        int initialEpoch = 0,
        int? stepsPerEpoch = null,
        int? validationSteps = null,
        int? validationBatchSize = null,
        int validationFreq = 1,
        CancellationToken cancellation = default)
    {
        CheckCompiled("Fit");
        Check.Range(validationSplit, 0, Math.BitDecrement(1.0), nameof(validationSplit), Name);
        using IDisposable there = Device.Use(Place);
        using var scope = new TensorScope();
        Devices.BackendProvider.Get(Place).Reclaim();
        ValidationData data = Arranged(new ValidationData(x, y, sampleWeight));
        var options = new FitOptions(epochs, initialEpoch, stepsPerEpoch, validationSteps, validationFreq) { Inputs = SpecsOf(data.X) };
        options.Check(Name);
        CheckData(data);
        EnsureBuiltFor(data.X);
        CheckInput(data.X, batchSize);
        CheckTargets(data.Y);
        (data, ValidationData? validation) = Split(data, validationSplit, validationData, validationBatchSize ?? batchSize);
        if (classWeight != null)
        {
            // Validation does not see the classes' weights, as in Keras.
            data = data with { SampleWeight = ClassWeightsOf(data, classWeight) };
        }

        ArrayBatches train = Batches(data, batchSize, shuffle ? new SeedGenerator() : null);
        ArrayBatches? test = validation == null ? null : Batches(validation, validationBatchSize ?? batchSize);
        var list = new CallbackList(this, WithLogging(callbacks), verbosity, new CallbackParams(epochs, stepsPerEpoch ?? train.Batches));
        return new Trainer(this, list, cancellation).Fit(train, test, options);
    }

    private Tensors ClassWeightsOf(ValidationData data, IReadOnlyDictionary<int, double> classWeight)
    {
        if (data.SampleWeight.Count > 0)
        {
            throw new ArgumentException($"{Name} — class weights and sample weights cannot be combined. Received both; multiply them into sampleWeight.");
        }

        if (data.Y.Count != 1)
        {
            throw new ArgumentException($"{Name} — class weights are for models with one output. Received {Text.Of(data.Y.Count)} targets; pass sampleWeight.");
        }

        int? classes = OutputShape is { Rank: 2 } output && output[1] > 0 ? output[1] : null;
        return ClassWeights.ToSampleWeights(data.Y[0], classWeight, classes, Name);
    }

    private (ValidationData Train, ValidationData? Validation) Split(ValidationData data, double share, ValidationData? own, int batchSize)
    {
        if (own != null)
        {
            own = Arranged(own);
            CheckData(own);
            CheckTargets(own.Y);
            CheckInput(own.X, batchSize);
            return (data, own);
        }

        if (share == 0)
        {
            return (data, null);
        }

        int samples = data.X[0].Shape[0];
        int kept = (int)Math.Floor(samples * (1 - share));
        if (kept == 0 || kept == samples)
        {
            throw new ArgumentException(
                $"{Name} — a validation split of {Text.Of(share)} leaves no samples for training or for validation. Received {Text.Of(samples)} samples; choose another share or pass validationData.");
        }

        ValidationData Part(int begin, int size)
        {
            Tensors Slice(Tensors arrays) => arrays.Select(array => ArrayBatches.Slice(array, begin, size)).ToArray();
            return new ValidationData(Slice(data.X), Slice(data.Y), Slice(data.SampleWeight));
        }

        return (Part(0, kept), Part(kept, samples - kept));
    }
}
