using Sharpkeras.Models;

namespace Sharpkeras.Callbacks;

/// <summary>A callback of functions: <c>new LambdaCallback(onEpochEnd: (epoch, logs) => …)</c>.</summary>
/// <param name="onEpochBegin">Before an epoch.</param>
/// <param name="onEpochEnd">After an epoch and its validation.</param>
/// <param name="onTrainBegin">Before the first epoch.</param>
/// <param name="onTrainEnd">After the last epoch.</param>
/// <param name="onTrainBatchBegin">Before a step of training.</param>
/// <param name="onTrainBatchEnd">After a step of training.</param>
/// <param name="onTestBegin">Before evaluation.</param>
/// <param name="onTestEnd">After evaluation.</param>
/// <param name="onTestBatchBegin">Before a step of evaluation.</param>
/// <param name="onTestBatchEnd">After a step of evaluation.</param>
/// <param name="onPredictBegin">Before prediction.</param>
/// <param name="onPredictEnd">After prediction.</param>
/// <param name="onPredictBatchBegin">Before a step of prediction.</param>
/// <param name="onPredictBatchEnd">After a step of prediction.</param>
public sealed class LambdaCallback(
    Action<int>? onEpochBegin = null,
    Action<int, IDictionary<string, double>>? onEpochEnd = null,
    Action? onTrainBegin = null,
    Action<IReadOnlyDictionary<string, double>>? onTrainEnd = null,
    Action<int>? onTrainBatchBegin = null,
    Action<int, StepResult>? onTrainBatchEnd = null,
    Action? onTestBegin = null,
    Action<IReadOnlyDictionary<string, double>>? onTestEnd = null,
    Action<int>? onTestBatchBegin = null,
    Action<int, StepResult>? onTestBatchEnd = null,
    Action? onPredictBegin = null,
    Action? onPredictEnd = null,
    Action<int>? onPredictBatchBegin = null,
    Action<int, Tensors>? onPredictBatchEnd = null) : Callback
{
    /// <summary>Functions have no config.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override System.Text.Json.Nodes.JsonObject GetConfig() =>
        throw new InvalidOperationException("LambdaCallback — functions cannot be written into a config. Write a class of your own for that.");

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch) => onEpochBegin?.Invoke(epoch);

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, double> logs) => onEpochEnd?.Invoke(epoch, logs);

    /// <inheritdoc/>
    public override void OnTrainBegin() => onTrainBegin?.Invoke();

    /// <inheritdoc/>
    public override void OnTrainEnd(IReadOnlyDictionary<string, double> logs) => onTrainEnd?.Invoke(logs);

    /// <inheritdoc/>
    public override void OnTrainBatchBegin(int batch) => onTrainBatchBegin?.Invoke(batch);

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, StepResult result) => onTrainBatchEnd?.Invoke(batch, result);

    /// <inheritdoc/>
    public override void OnTestBegin() => onTestBegin?.Invoke();

    /// <inheritdoc/>
    public override void OnTestEnd(IReadOnlyDictionary<string, double> logs) => onTestEnd?.Invoke(logs);

    /// <inheritdoc/>
    public override void OnTestBatchBegin(int batch) => onTestBatchBegin?.Invoke(batch);

    /// <inheritdoc/>
    public override void OnTestBatchEnd(int batch, StepResult result) => onTestBatchEnd?.Invoke(batch, result);

    /// <inheritdoc/>
    public override void OnPredictBegin() => onPredictBegin?.Invoke();

    /// <inheritdoc/>
    public override void OnPredictEnd() => onPredictEnd?.Invoke();

    /// <inheritdoc/>
    public override void OnPredictBatchBegin(int batch) => onPredictBatchBegin?.Invoke(batch);

    /// <inheritdoc/>
    public override void OnPredictBatchEnd(int batch, Tensors predictions) => onPredictBatchEnd?.Invoke(batch, predictions);
}
