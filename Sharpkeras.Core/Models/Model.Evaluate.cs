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
    /// <param name="x">The inputs, [samples, …]; with several inputs a list.</param>
    /// <param name="y">The targets; with several outputs a list.</param>
    /// <param name="batchSize">The samples of a step.</param>
    /// <param name="verbosity">What is shown.</param>
    /// <param name="sampleWeight">How much each sample counts; one for all outputs or a list with one for each.</param>
    /// <param name="steps">The number of steps; null for all data.</param>
    /// <param name="callbacks">Who looks on.</param>
    /// <param name="cancellation">Ends the evaluation between two steps.</param>
    /// <exception cref="InvalidOperationException">The model is not compiled.</exception>
    /// <exception cref="ArgumentException">The data do not fit.</exception>
    public Evaluation Evaluate(
        Tensors x,
        Tensors y = default,
        int batchSize = 32,
        Verbosity verbosity = Verbosity.Auto,
        Tensors sampleWeight = default,
        int? steps = null,
        IEnumerable<Callback>? callbacks = null,
        CancellationToken cancellation = default)
    {
        CheckCompiled("Evaluate");
        Check.Positive(steps ?? 1, nameof(steps), Name);
        using IDisposable there = Device.Use(Place);
        using var scope = new TensorScope();
        ValidationData data = Arranged(new ValidationData(x, y, sampleWeight));
        CheckData(data);
        EnsureBuiltFor(data.X);
        CheckInput(data.X, batchSize);
        CheckTargets(data.Y);
        ArrayBatches batches = Batches(data, batchSize);
        int count = Math.Min(steps ?? batches.Batches, batches.Batches);
        var list = new CallbackList(this, callbacks, verbosity, new CallbackParams(1, count));
        return new Evaluation(new Trainer(this, list, cancellation).Evaluate(batches, steps));
    }

    /// <summary>The model's only output for inputs.</summary>
    /// <param name="x">The inputs, [samples, …]; with several inputs a list.</param>
    /// <param name="batchSize">The samples of a step.</param>
    /// <param name="steps">The number of steps; null for all data.</param>
    /// <param name="callbacks">Who looks on.</param>
    /// <param name="cancellation">Ends the prediction between two steps.</param>
    /// <returns>[samples, …].</returns>
    /// <exception cref="ArgumentException">The inputs do not fit, or there are several outputs.</exception>
    public Tensor Predict(
        Tensors x, int batchSize = 32, int? steps = null, IEnumerable<Callback>? callbacks = null, CancellationToken cancellation = default)
    {
        Tensors outputs = PredictAll(x, batchSize, steps, callbacks, cancellation);
        return outputs.Count == 1
            ? outputs[0]
            : throw new ArgumentException($"{Name} — the model has {Text.Of(outputs.Count)} outputs. Use PredictAll, which returns all of them.");
    }

    /// <summary>All of the model's outputs for inputs.</summary>
    /// <param name="x">The inputs, [samples, …]; with several inputs a list.</param>
    /// <param name="batchSize">The samples of a step.</param>
    /// <param name="steps">The number of steps; null for all data.</param>
    /// <param name="callbacks">Who looks on.</param>
    /// <param name="cancellation">Ends the prediction between two steps.</param>
    /// <returns>Each [samples, …].</returns>
    /// <exception cref="ArgumentException">The inputs do not fit.</exception>
    public Tensors PredictAll(
        Tensors x, int batchSize = 32, int? steps = null, IEnumerable<Callback>? callbacks = null, CancellationToken cancellation = default)
    {
        Check.Positive(steps ?? 1, nameof(steps), Name);
        using IDisposable there = Device.Use(Place);
        using var scope = new TensorScope();
        x = Arranged(x);
        CheckData(new ValidationData(x));
        var batches = new ArrayBatches(batchSize, Place, [.. x], [], []);
        EnsureBuiltFor(x);
        int count = Math.Min(steps ?? batches.Batches, batches.Batches);
        var list = new CallbackList(this, callbacks, Verbosity.Silent, new CallbackParams(1, count));
        Tensors outputs = new Trainer(this, list, cancellation).Predict(batches, steps);
        foreach (Tensor output in outputs)
        {
            scope.Keep(output);
        }

        return outputs;
    }
}
