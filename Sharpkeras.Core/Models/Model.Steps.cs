using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;

namespace Sharpkeras.Models;

/// <summary>The three steps of a model. Override one to train, test or predict in another way.</summary>
public abstract partial class Model
{
    private bool warnedOfUnreached;

    /// <summary>One step of training: predictions, loss, gradients, metrics, the optimizer's step.</summary>
    protected virtual StepResult TrainStep(Batch batch)
    {
        using var tape = new GradientTape();
        using var call = new StepCall(training: true);
        Tensors predictions = CallAll(batch.X, call.Context);
        Tensor loss = ComputeLoss(batch, predictions, call.Context);
        Tensor scaled = Optimizer.ScaleLoss(loss);
        IReadOnlyList<Variable> trained = Reached(tape, scaled);
        Tensor[] gradients = trained.Count == 0 ? [] : tape.Gradient(scaled, trained);
        StepResult result = UpdateMetrics(batch, predictions, loss); // before the weights change: it may refuse the targets
        Learn(gradients, trained);
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

    /// <summary>The variables that the loss depends on. As in Keras the others are left as they are, with one warning.</summary>
    private IReadOnlyList<Variable> Reached(GradientTape tape, Tensor loss)
    {
        IReadOnlyList<Variable> reached = tape.Reached(loss, TrainedVariables);
        if (reached.Count < TrainedVariables.Count && !warnedOfUnreached)
        {
            warnedOfUnreached = true;
            IEnumerable<string> others = TrainedVariables.Except(reached).Select(variable => variable.Path);
            Log.Warn($"{Name} — the loss does not depend on {string.Join(", ", others)}: they are not trained. Give each output a loss, or freeze what is not to be trained.");
        }
        else if (TrainedVariables.Count == 0 && !warnedOfUnreached)
        {
            warnedOfUnreached = true;
            Log.Warn($"{Name} — the model has no weights that are trained. Set Trainable of its layers, and compile again.");
        }

        return reached;
    }

    private void Learn(Tensor[] gradients, IReadOnlyList<Variable> trained)
    {
        if (trained.Count > 0)
        {
            Optimizer.Build(TrainedVariables);
            Optimizer.Apply(gradients, trained);
        }
    }

    internal StepResult RunTrainStep(Batch batch) => Made(TrainStep(batch), nameof(TrainStep));

    internal StepResult RunTestStep(Batch batch) => Made(TestStep(batch), nameof(TestStep));

    private StepResult Made(StepResult result, string step) => result.IsMade ? result : throw new InvalidOperationException(
        $"{Name} — {step} of {ClassName} returned no result. End it with UpdateMetrics(batch, predictions, loss), or with ReportMetrics() where it updates metrics of its own.");

    internal Tensors RunPredictStep(Tensors x) => PredictStep(x);
}
