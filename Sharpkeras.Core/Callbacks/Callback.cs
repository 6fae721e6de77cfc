using Sharpkeras.Models;
using Sharpkeras.Serialization;

namespace Sharpkeras.Callbacks;

/// <summary>
/// Looks on while a model is trained, evaluated or used, and may interfere. Override the moments that matter. What a batch reports is
/// computed only when <see cref="StepResult.Read"/> is called. The config is made of the constructor's parameters, as for layers.
/// </summary>
public abstract class Callback : KerasObject
{
    /// <summary>The model.</summary>
    public Model Model { get; private set; } = null!;

    /// <summary>How long the run is.</summary>
    public CallbackParams Params { get; private set; }

    /// <summary>Where messages go; null for the console.</summary>
    public TextWriter? Output { get; init; }

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

    /// <summary>After an epoch and its validation, with what they report. What is added to the logs goes into the history.</summary>
    public virtual void OnEpochEnd(int epoch, IDictionary<string, double> logs)
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
    public virtual void OnPredictBatchEnd(int batch, Tensors predictions)
    {
    }

    /// <summary>After all callbacks heard that the training begins: what is restored here, none of them sets back.</summary>
    internal virtual void OnTrainReady()
    {
    }

    /// <summary>After all callbacks heard of the beginning of an epoch that goes on in its middle.</summary>
    internal virtual void OnEpochResumed()
    {
    }

    /// <summary>After all callbacks heard of the end of a step: what the training is then is what the next step begins with.</summary>
    internal virtual void OnStepDone(int batch)
    {
    }

    /// <summary>After all callbacks heard of the end of an epoch, and the history has it.</summary>
    internal virtual void OnEpochDone()
    {
    }

    private protected TextWriter Writer => Output ?? ProgressBar.Terminal;

    /// <summary>Writes a line for the person who watches.</summary>
    protected void Print(string message) => Writer.WriteLine(message);

    internal void Attach(Model model, CallbackParams parameters)
    {
        Model = model;
        Params = parameters;
    }
}
