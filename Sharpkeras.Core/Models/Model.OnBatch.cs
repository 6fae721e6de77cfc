using Sharpkeras.Diagnostics;

namespace Sharpkeras.Models;

/// <summary>
/// Single steps, for loops of one's own. As in Keras 3 the metrics are not reset: what is returned is the mean since
/// <see cref="ResetMetrics"/>.
/// </summary>
public abstract partial class Model
{
    /// <summary>One step of training on one batch.</summary>
    /// <param name="x">The inputs, [batch, …]; with several inputs a list.</param>
    /// <param name="y">The targets; with several outputs a list.</param>
    /// <param name="sampleWeight">How much each sample counts; empty for 1.</param>
    /// <param name="classWeight">How much the samples of a class count, by its number.</param>
    /// <returns>The loss and the metrics since the last reset.</returns>
    /// <exception cref="InvalidOperationException">The model is not compiled.</exception>
    /// <exception cref="ArgumentException">The data do not fit; nothing was changed then.</exception>
    public Evaluation TrainOnBatch(
        Tensors x, Tensors y = default, Tensors sampleWeight = default, IReadOnlyDictionary<int, double>? classWeight = null)
    {
        using IDisposable there = Device.Use(Place);
        using var scope = new TensorScope();
        ValidationData data = Here(Arranged(new ValidationData(x, y, sampleWeight)));
        Prepare("TrainOnBatch", data);
        data = classWeight == null ? data : data with { SampleWeight = ClassWeightsOf(data, classWeight) };
        RunTrainStep(new Batch(data.X, PrepareTargets(data.Y), data.SampleWeight));
        return new Evaluation(ReadMetrics());
    }

    /// <summary>One step of evaluation on one batch.</summary>
    /// <param name="x">The inputs, [batch, …]; with several inputs a list.</param>
    /// <param name="y">The targets; with several outputs a list.</param>
    /// <param name="sampleWeight">How much each sample counts; empty for 1.</param>
    /// <returns>The loss and the metrics since the last reset.</returns>
    /// <exception cref="InvalidOperationException">The model is not compiled.</exception>
    /// <exception cref="ArgumentException">The data do not fit.</exception>
    public Evaluation TestOnBatch(Tensors x, Tensors y = default, Tensors sampleWeight = default)
    {
        using IDisposable there = Device.Use(Place);
        using var scope = new TensorScope();
        ValidationData data = Here(Arranged(new ValidationData(x, y, sampleWeight)));
        Prepare("TestOnBatch", data);
        RunTestStep(new Batch(data.X, PrepareTargets(data.Y), data.SampleWeight));
        return new Evaluation(ReadMetrics());
    }

    /// <summary>The outputs for one batch.</summary>
    /// <param name="x">The inputs, [batch, …]; with several inputs a list.</param>
    /// <returns>[batch, …].</returns>
    /// <exception cref="ArgumentException">The inputs do not fit, or there are several outputs.</exception>
    public Tensor PredictOnBatch(Tensors x)
    {
        using IDisposable there = Device.Use(Place);
        using var scope = new TensorScope();
        x = Arranged(x);
        CheckData(new ValidationData(x));
        Tensors outputs = RunPredictStep(Here(x));
        return outputs.Count == 1
            ? scope.Keep(outputs[0])
            : throw new ArgumentException($"{Name} — the model has {Text.Of(outputs.Count)} outputs. Use CallAll, which returns all of them.");
    }

    private void Prepare(string what, ValidationData data)
    {
        CheckCompiled(what);
        CheckData(data);
        EnsureBuiltFor(data.X);
        CheckTargets(data.Y);
    }
}
