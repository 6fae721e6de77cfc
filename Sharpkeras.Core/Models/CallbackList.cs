using Sharpkeras.Callbacks;
using Sharpkeras.Diagnostics;

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

    public void TrainBegin()
    {
        Array.ForEach(callbacks, callback => callback.OnTrainBegin());
        Array.ForEach(callbacks, callback => callback.OnTrainReady());
    }

    public void TrainEnd(IReadOnlyDictionary<string, double> logs) => Array.ForEach(callbacks, callback => callback.OnTrainEnd(logs));

    /// <summary>An epoch that was broken off and goes on begins once more: callbacks do not know of it yet.</summary>
    public void EpochBegin(int epoch, bool resumed)
    {
        Array.ForEach(callbacks, callback => callback.OnEpochBegin(epoch));
        if (resumed)
        {
            Array.ForEach(callbacks, callback => callback.OnEpochResumed());
        }
    }

    /// <summary>Callbacks may add to the logs; the history takes what they leave.</summary>
    public void EpochEnd(SortedDictionary<string, double> logs, TrainingRun run)
    {
        int epoch = run.Epoch;
        for (int i = 0; i < own; i++)
        {
            callbacks[i].OnEpochEnd(epoch, logs);
        }

        run.History.Add(epoch, logs);
        for (int i = own; i < callbacks.Length; i++)
        {
            callbacks[i].OnEpochEnd(epoch, logs);
        }

        run.EndEpoch();
        Array.ForEach(callbacks, callback => callback.OnEpochDone());
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

        foreach (Callback callback in callbacks)
        {
            callback.OnStepDone(batch);
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

    /// <summary>Writes down what those callbacks remember that can.</summary>
    public void GetState(StateDictionary state)
    {
        foreach (var (name, callback) in Stateful())
        {
            callback.GetState(state.Part(name));
        }
    }

    /// <summary>Gives callbacks back what they remembered; those of which nothing was kept begin anew.</summary>
    public void SetState(StateDictionary state)
    {
        foreach (var (name, callback) in Stateful())
        {
            if (state.Contains(name))
            {
                callback.SetState(state.Part(name));
            }
            else
            {
                Log.Warn($"{name} — nothing is known of it where the training was broken off: it begins anew. Go on with the callbacks that the training had.");
            }
        }
    }

    /// <summary>The callbacks with a state, by class and number.</summary>
    private IEnumerable<(string Name, IStateful Callback)> Stateful()
    {
        var used = new NameCounts();
        foreach (Callback callback in callbacks)
        {
            if (callback is IStateful stateful)
            {
                yield return (used.Next(callback.ClassName), stateful);
            }
        }
    }
}
