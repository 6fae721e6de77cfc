using Sharpkeras.Layers;

namespace Sharpkeras.Models;

/// <summary>The three steps of a model. Override one to train, test or predict in another way.</summary>
public abstract partial class Model
{
    /// <summary>One step of training: predictions, loss, gradients, metrics, the optimizer's step.</summary>
    protected virtual StepResult TrainStep(Batch batch)
    {
        using var tape = new GradientTape();
        using var call = new StepCall(training: true);
        Tensors predictions = CallAll(batch.X, call.Context);
        Tensor loss = ComputeLoss(batch, predictions, call.Context);
        Tensor[] gradients = tape.Gradient(Optimizer.ScaleLoss(loss), TrainedVariables);
        StepResult result = UpdateMetrics(batch, predictions, loss); // before the weights change: it may refuse the targets
        Optimizer.Apply(gradients, TrainedVariables);
        return result;
    }

    /// <summary>One step of evaluation.</summary>
    protected virtual StepResult TestStep(Batch batch)
    {
        using var scope = new TensorScope();
        using var call = new StepCall(training: false);
        Tensors predictions = CallAll(batch.X, call.Context);
        return UpdateMetrics(batch, predictions, ComputeLoss(batch, predictions, call.Context));
    }

    /// <summary>The predictions for the inputs of a batch.</summary>
    protected virtual Tensors PredictStep(Tensors x) => CallAll(x, training: false);

    internal StepResult RunTrainStep(Batch batch) => TrainStep(batch);

    internal StepResult RunTestStep(Batch batch) => TestStep(batch);

    internal Tensors RunPredictStep(Tensors x) => PredictStep(x);
}
