using Sharpkeras.Models;

namespace Sharpkeras.Callbacks;

/// <summary>
/// Looks on while a model is trained, evaluated or used, and may interfere. Override the moments that matter. What a batch reports is
/// computed only when <see cref="StepResult.Read"/> is called.
/// </summary>
public abstract class Callback
{
    /// <summary>The model.</summary>
    public Model Model { get; private set; } = null!;

    /// <summary>How long the run is.</summary>
    public CallbackParams Params { get; private set; }

    /// <summary>Before the first epoch.</summary>
    public virtual void OnTrainBegin()
    {
    }

    /// <summary>After the last epoch, with what it reported.</summary>
    public virtual void OnTrainEnd(IReadOnlyDictionary<string, double> logs)
    {
    }

    /// <summary>Before an epoch.</summary>
    public virtual void OnEpochBegin(int epoch)
    {
    }

    /// <summary>After an epoch and its validation, with what they report.</summary>
    public virtual void OnEpochEnd(int epoch, IReadOnlyDictionary<string, double> logs)
    {
    }

    /// <summary>Before a step of training.</summary>
    public virtual void OnTrainBatchBegin(int batch)
    {
    }

    /// <summary>After a step of training.</summary>
    public virtual void OnTrainBatchEnd(int batch, StepResult result)
    {
    }

    /// <summary>Before evaluation.</summary>
    public virtual void OnTestBegin()
    {
    }

    /// <summary>After evaluation, with what it reports.</summary>
    public virtual void OnTestEnd(IReadOnlyDictionary<string, double> logs)
    {
    }

    /// <summary>Before a step of evaluation.</summary>
    public virtual void OnTestBatchBegin(int batch)
    {
    }

    /// <summary>After a step of evaluation.</summary>
    public virtual void OnTestBatchEnd(int batch, StepResult result)
    {
    }

    /// <summary>Before prediction.</summary>
    public virtual void OnPredictBegin()
    {
    }

    /// <summary>After prediction.</summary>
    public virtual void OnPredictEnd()
    {
    }

    /// <summary>Before a step of prediction.</summary>
    public virtual void OnPredictBatchBegin(int batch)
    {
    }

    /// <summary>After a step of prediction.</summary>
    public virtual void OnPredictBatchEnd(int batch, Tensor predictions)
    {
    }

    internal void Attach(Model model, CallbackParams parameters)
    {
        Model = model;
        Params = parameters;
    }
}
