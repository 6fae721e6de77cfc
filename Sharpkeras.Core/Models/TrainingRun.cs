using Sharpkeras.Layers;

namespace Sharpkeras.Models;

/// <summary>
/// Where a training is. Between two steps it can be written down, and the same call of <c>Fit</c> in another process goes on from there: with
/// the same batches, the logs of the epoch that was running, what was reported of those before, and what callbacks remember.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="callbacks">The callbacks.</param>
/// <param name="steps">The batches.</param>
/// <param name="options">What the training was asked for.</param>
internal sealed class TrainingRun(Model model, CallbackList callbacks, EpochSteps steps, FitOptions options) : IStateful
{
    /// <summary>The epoch that runs, or is next.</summary>
    public int Epoch { get; set; } = options.InitialEpoch;

    /// <summary>The steps of the epoch that are done.</summary>
    public int Step { get; set; }

    /// <summary>What the training of the epoch reported, once it is over and the validation goes on; null before.</summary>
    public SortedDictionary<string, double>? Trained { get; set; }

    /// <summary>What the steps of the epoch reported until it was broken off, in case there are no more of them; null after another step.</summary>
    public SortedDictionary<string, double>? SoFar { get; set; }

    /// <summary>What the epochs before reported.</summary>
    public History History { get; } = new();

    /// <summary>Whether the epoch has begun.</summary>
    public bool InEpoch => Step > 0 || Trained != null;

    /// <summary>
    /// Makes the weights of layers inside of a model of one's own, which would come with the first step: what is restored needs its place.
    /// </summary>
    public void MakeWeights()
    {
        if (options.Inputs is { } inputs && !Symbolic.IsBuilt(model))
        {
            Symbolic.Run(model, inputs);
        }
    }

    /// <summary>The epoch is over.</summary>
    public void EndEpoch()
    {
        Epoch++;
        Step = 0;
        Trained = null;
        SoFar = null;
    }

    /// <inheritdoc/>
    public void GetState(StateDictionary state)
    {
        state.Set("epoch", Epoch);
        state.Set("step", Step);
        state.Set("stop", model.StopTraining ? 1 : 0);
        if (Trained != null)
        {
            NamedNumbers.Write(state.Part("trained"), Trained);
        }
        else if (InEpoch)
        {
            NamedNumbers.Write(state.Part("so_far"), SoFar ?? (IEnumerable<KeyValuePair<string, double>>)model.ReadMetrics());
        }

        History.GetState(state.Part("history"));
        steps.GetState(state.Part("data"));
        callbacks.GetState(state.Part("callbacks"));
    }

    /// <inheritdoc/>
    public void SetState(StateDictionary state)
    {
        int epoch = checked((int)state.GetInt64("epoch"));
        int step = checked((int)state.GetInt64("step"));
        bool stop = state.GetInt64("stop") != 0;
        var trained = state.Contains("trained") ? NamedNumbers.ReadSingle(state.Part("trained")) : null;
        var soFar = state.Contains("so_far") ? NamedNumbers.ReadSingle(state.Part("so_far")) : null;
        steps.SetState(state.Part("data"));
        callbacks.SetState(state.Part("callbacks"));
        History.SetState(state.Part("history"));
        Epoch = epoch;
        Step = step;
        Trained = trained;
        SoFar = soFar;
        model.StopTraining = stop;
    }
}
