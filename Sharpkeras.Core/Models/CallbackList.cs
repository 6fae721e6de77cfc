using Sharpkeras.Callbacks;

namespace Sharpkeras.Models;

/// <summary>All callbacks of a run, told of each moment in order.</summary>
internal sealed class CallbackList
{
    private readonly Callback[] callbacks;

    public CallbackList(Model model, IEnumerable<Callback>? callbacks, Verbosity verbosity, CallbackParams parameters)
    {
        List<Callback> list = [.. callbacks ?? []];
        if (verbosity != Verbosity.Silent && !list.OfType<ProgressBar>().Any())
        {
            list.Insert(0, new ProgressBar(verbosity));
        }

        this.callbacks = [.. list];
        foreach (Callback callback in this.callbacks)
        {
            callback.Attach(model, parameters);
        }
    }

    public void ForEach<TState>(TState state, Action<Callback, TState> moment)
    {
        foreach (Callback callback in callbacks)
        {
            moment(callback, state);
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
}
