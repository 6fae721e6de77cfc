using Sharpkeras.Callbacks;

namespace Sharpkeras.Models;

/// <summary>All callbacks of a run, told of each moment in order; the progress bar comes last, so that it shows what the others report.</summary>
internal sealed class CallbackList
{
    private readonly Callback[] callbacks;
    private readonly int own;

    public CallbackList(Model model, IEnumerable<Callback>? callbacks, Verbosity verbosity, CallbackParams parameters)
    {
        List<Callback> list = [.. callbacks ?? []];
        own = list.Count;
        if (verbosity != Verbosity.Silent && !list.OfType<ProgressBar>().Any())
        {
            list.Add(new ProgressBar(verbosity));
        }

        this.callbacks = [.. list];
        foreach (Callback callback in this.callbacks)
        {
            callback.Attach(model, parameters);
        }
    }

    public void TrainBegin() => Array.ForEach(callbacks, callback => callback.OnTrainBegin());

    public void TrainEnd(IReadOnlyDictionary<string, double> logs) => Array.ForEach(callbacks, callback => callback.OnTrainEnd(logs));

    public void EpochBegin(int epoch) => Array.ForEach(callbacks, callback => callback.OnEpochBegin(epoch));

    /// <summary>Callbacks may add to the logs; the history takes what they leave.</summary>
    public void EpochEnd(int epoch, SortedDictionary<string, double> logs, History history)
    {
        for (int i = 0; i < own; i++)
        {
            callbacks[i].OnEpochEnd(epoch, logs);
        }

        history.Add(epoch, logs);
        for (int i = own; i < callbacks.Length; i++)
        {
            callbacks[i].OnEpochEnd(epoch, logs);
        }
    }

    public void TrainBatchBegin(int batch)
    {
        foreach (Callback callback in callbacks)
        {
            callback.OnTrainBatchBegin(batch);
        }
    }

    public void TrainBatchEnd(int batch, StepResult result)
    {
        foreach (Callback callback in callbacks)
        {
            callback.OnTrainBatchEnd(batch, result);
        }
    }

    public void TestBegin() => Array.ForEach(callbacks, callback => callback.OnTestBegin());

    public void TestEnd(IReadOnlyDictionary<string, double> logs) => Array.ForEach(callbacks, callback => callback.OnTestEnd(logs));

    public void TestBatchBegin(int batch)
    {
        foreach (Callback callback in callbacks)
        {
            callback.OnTestBatchBegin(batch);
        }
    }

    public void TestBatchEnd(int batch, StepResult result)
    {
        foreach (Callback callback in callbacks)
        {
            callback.OnTestBatchEnd(batch, result);
        }
    }

    public void PredictBegin() => Array.ForEach(callbacks, callback => callback.OnPredictBegin());

    public void PredictEnd() => Array.ForEach(callbacks, callback => callback.OnPredictEnd());

    public void PredictBatchBegin(int batch)
    {
        foreach (Callback callback in callbacks)
        {
            callback.OnPredictBatchBegin(batch);
        }
    }

    public void PredictBatchEnd(int batch, Tensors predictions)
    {
        foreach (Callback callback in callbacks)
        {
            callback.OnPredictBatchEnd(batch, predictions);
        }
    }
}
