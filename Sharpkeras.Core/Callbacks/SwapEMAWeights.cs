using Sharpkeras.Optimizers;

namespace Sharpkeras.Callbacks;

/// <summary>
/// Evaluates and predicts with the moving averages of the weights, which an optimizer with <c>useEma</c> keeps, and puts the weights
/// back afterwards. Between both moments weights and averages have changed places, so that nothing is copied: other callbacks must change
/// neither of them.
/// </summary>
/// <param name="swapOnEpoch">
/// Whether the averages are also in the model from the end of an epoch to the begin of the next one, where callbacks after this one see
/// them, such as a <see cref="ModelCheckpoint"/>. A training that ends before its last epoch keeps the weights then, not the averages.
/// </param>
/// <example>
/// <code>
/// model.Compile(new SGD(0.1, useEma: true), loss: "mean_squared_error");
/// model.Fit(x, y, epochs: 5, callbacks: [new SwapEMAWeights(swapOnEpoch: true), new ModelCheckpoint("averages.weights.h5", saveWeightsOnly: true)]);
/// </code>
/// </example>
public sealed class SwapEMAWeights(bool swapOnEpoch = false) : Callback, IStateful
{
    private bool averagesInModel;

    /// <summary>Whether the averages are also in the model from the end of an epoch to the begin of the next one.</summary>
    public bool SwapOnEpoch { get; } = swapOnEpoch;

    /// <summary>Before an epoch the weights come back.</summary>
    /// <exception cref="InvalidOperationException">The optimizer keeps no averages.</exception>
    public override void OnEpochBegin(int epoch)
    {
        if (SwapOnEpoch)
        {
            Put(averages: false);
        }
    }

    /// <summary>After an epoch the averages come; after the last one they stay, and are what the training ends with.</summary>
    /// <exception cref="InvalidOperationException">The optimizer keeps no averages.</exception>
    public override void OnEpochEnd(int epoch, IDictionary<string, double> logs)
    {
        if (!SwapOnEpoch || averagesInModel)
        {
            return;
        }

        Put(averages: true);
        if (epoch == Params.Epochs - 1)
        {
            Averaging().ReplaceAverages();
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The optimizer keeps no averages.</exception>
    public override void OnTestBegin() => Put(averages: true);

    /// <inheritdoc/>
    public override void OnTestEnd(IReadOnlyDictionary<string, double> logs) => Put(averages: false);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The optimizer keeps no averages.</exception>
    public override void OnPredictBegin() => Put(averages: true);

    /// <inheritdoc/>
    public override void OnPredictEnd() => Put(averages: false);

    void IStateful.GetState(StateDictionary state) => state.Set("averages_in_model", averagesInModel ? 1 : 0);

    void IStateful.SetState(StateDictionary state) => averagesInModel = state.GetInt64("averages_in_model") != 0;

    private void Put(bool averages)
    {
        if (averagesInModel != averages)
        {
            Averaging().SwapAverages();
            averagesInModel = averages;
        }
    }

    private Optimizer Averaging()
    {
        Optimizer optimizer = Model.Optimizer;
        return optimizer.MovingAverages.Count > 0
            ? optimizer
            : throw new InvalidOperationException(
                $"SwapEMAWeights — the optimizer keeps no moving averages. Received {optimizer.Name}, "
                + (optimizer.UseEma ? "which has made no step; train the model first." : "with useEma: false; compile the model with useEma: true."));
    }
}
