using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Losses;
using Sharpkeras.Metrics;
using Sharpkeras.Optimizers;

namespace Sharpkeras.Models;

/// <summary>What a model is trained with.</summary>
public abstract partial class Model
{
    private CompiledLoss? compiledLoss;
    private CompiledMetrics? compiledMetrics;
    private IReadOnlyList<Variable>? trainedVariables;
    private Optimizer? optimizer;

    /// <summary>Whether <see cref="Compile"/> was called.</summary>
    public bool Compiled { get; private set; }

    /// <summary>The optimizer.</summary>
    /// <exception cref="InvalidOperationException">The model is not compiled.</exception>
    public Optimizer Optimizer => optimizer ?? throw NotCompiled("the optimizer");

    /// <summary>The loss that the model is trained with; null when layers add all losses, or when several outputs have their own.</summary>
    public Loss? Loss => compiledLoss?.Single;

    /// <summary>The names of what is reported, the loss first.</summary>
    public IReadOnlyList<string> MetricsNames =>
        ["loss", .. compiledLoss?.Trackers.Select(tracker => tracker.Name) ?? [], .. compiledMetrics?.Names ?? []];

    /// <summary>The names of the outputs, in order, by which losses and metrics may be given; null for none.</summary>
    protected virtual IReadOnlyList<string>? OutputNames => null;

    /// <summary>
    /// Says how the model is trained. Which variables are trained is decided here: after <see cref="Layer.Trainable"/> was changed, compile
    /// again.
    /// </summary>
    /// <param name="optimizer">The optimizer, or its name; null for RMSprop, as in Keras.</param>
    /// <param name="loss">The loss, or its name; with several outputs a list with one for each, or a dictionary by their names; null when layers add all losses.</param>
    /// <param name="lossWeights">How much the loss of each output counts; null for 1.</param>
    /// <param name="metrics">What is reported besides the loss: <c>["accuracy"]</c>.</param>
    /// <param name="weightedMetrics">Metrics that see the weights of samples and classes; the others do not.</param>
    /// <exception cref="ArgumentException">A name is unknown; the message has the nearest known one.</exception>
    public void Compile(
        Optimizer? optimizer = null,
        LossArgument? loss = null,
        LossWeights? lossWeights = null,
        MetricArgument? metrics = null,
        MetricArgument? weightedMetrics = null)
    {
        if (lossWeights != null && loss == null)
        {
            throw new ArgumentException($"{Name} — loss weights need a loss. Received none; pass loss to Compile.", nameof(lossWeights));
        }

        if ((metrics?.Flat() ?? []).Concat(weightedMetrics?.Flat() ?? []).Any(metric => metric.Name == "loss"))
        {
            throw new ArgumentException($"{Name} — a metric cannot have the name 'loss', under which the loss is reported. Give it another name.", nameof(metrics));
        }

        awaitedMetrics.Clear();
        CompiledLoss? ofOutputs = loss == null ? null : new CompiledLoss(loss, lossWeights, OutputNames, Name) { Created = RestoreMetric };
        var reported = new CompiledMetrics(metrics, weightedMetrics, OutputNames, Name) { Created = RestoreMetric };
        if (OutputShapes is { } outputs)
        {
            ofOutputs?.Resolve(outputs.Count);
            reported.Resolve(outputs.Count);
        }

        this.optimizer = optimizer ?? new RMSprop();
        compiledLoss = ofOutputs;
        compiledMetrics = reported;
        lossTracker = new Mean("loss");
        trainedVariables = null;
        warnedOfUnreached = false;
        Compiled = true;
    }

    /// <summary>
    /// The loss of predictions: the compiled losses, weighted, the penalties on weights, and what layers added in the call.
    /// </summary>
    /// <param name="batch">The samples.</param>
    /// <param name="predictions">The model's outputs for them.</param>
    /// <param name="context">The context of the call that made the predictions.</param>
    protected virtual Tensor ComputeLoss(Batch batch, Tensors predictions, CallContext context)
    {
        Tensor? sum = compiledLoss?.Call(batch, predictions);
        foreach (Variable weight in TrainedVariables)
        {
            if (weight.Regularizer != null)
            {
                Tensor penalty = weight.Regularizer(weight.Value);
                sum = sum == null ? penalty : sum + penalty;
            }
        }

        foreach (Tensor added in context.Losses)
        {
            sum = sum == null ? added : sum + added;
        }

        return sum ?? throw new InvalidOperationException(
            $"{Name} — there is nothing to minimise: no loss was compiled and no layer adds one. Pass a loss to Compile.");
    }


    /// <summary>The trainable variables, found once after each compilation.</summary>
    internal IReadOnlyList<Variable> TrainedVariables => trainedVariables ??= [.. TrainableVariables];

    private InvalidOperationException NotCompiled(string what) => new(
        $"{Name} — {what} needs a compiled model. Call model.Compile(optimizer, loss, metrics) first.");
}
