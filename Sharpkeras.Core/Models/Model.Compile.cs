using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Losses;
using Sharpkeras.Metrics;
using Sharpkeras.Optimizers;

namespace Sharpkeras.Models;

/// <summary>What a model is trained with.</summary>
public abstract partial class Model
{
    private LossArgument? loss;
    private MetricArgument[] metrics = [];
    private Mean? lossTracker;
    private IReadOnlyList<Variable>? trainedVariables;
    private Optimizer? optimizer;

    /// <summary>Whether <see cref="Compile"/> was called.</summary>
    public bool Compiled { get; private set; }

    /// <summary>The optimizer.</summary>
    /// <exception cref="InvalidOperationException">The model is not compiled.</exception>
    public Optimizer Optimizer => optimizer ?? throw NotCompiled("the optimizer");

    /// <summary>The loss that the model is trained with; null when it has only losses that layers add.</summary>
    public Loss? Loss => loss?.Loss;

    /// <summary>The names of the metrics, the loss first.</summary>
    public IReadOnlyList<string> MetricsNames => ["loss", .. metrics.Select(metric => metric.Name)];

    /// <summary>Says how the model is trained.</summary>
    /// <param name="optimizer">The optimizer, or its name.</param>
    /// <param name="loss">The loss, or its name; null when layers add all losses.</param>
    /// <param name="metrics">What is reported besides the loss: <c>["accuracy"]</c>.</param>
    /// <exception cref="ArgumentException">A name is unknown; the message has the nearest known one.</exception>
    public void Compile(Optimizer optimizer, LossArgument? loss = null, IReadOnlyList<MetricArgument>? metrics = null)
    {
        this.optimizer = optimizer;
        this.loss = loss;
        this.metrics = [.. metrics ?? []];
        lossTracker = new Mean("loss");
        trainedVariables = null;
        Compiled = true;
    }

    /// <summary>The loss of predictions: the compiled loss, the penalties on weights, and what layers added in the call.</summary>
    /// <param name="batch">The samples.</param>
    /// <param name="predictions">The model's output for them.</param>
    /// <param name="context">The context of the call that made the predictions.</param>
    protected Tensor ComputeLoss(Batch batch, Tensor predictions, CallContext context)
    {
        Tensor? sum = null;
        if (loss != null)
        {
            Tensor targets = batch.Y ?? throw new ArgumentException($"{Name} — the loss {loss.Loss.Name} needs targets. Received none; pass y.");
            sum = loss.Loss.Call(targets, predictions, batch.SampleWeight);
        }

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

    /// <summary>Takes a batch into the loss and the metrics that are reported.</summary>
    protected StepResult UpdateMetrics(Batch batch, Tensor predictions, Tensor lossValue)
    {
        lossTracker!.UpdateState(lossValue, batch.Size);
        foreach (MetricArgument metric in metrics)
        {
            Tensor targets = batch.Y ?? throw new ArgumentException($"{Name} — metric {metric.Name} needs targets. Received none; pass y.");
            metric.Resolve(targets.Shape, predictions.Shape).UpdateState(targets, predictions);
        }

        return new StepResult(this);
    }

    /// <summary>Forgets the batches that the metrics have seen.</summary>
    public void ResetMetrics()
    {
        lossTracker?.ResetState();
        foreach (Metric metric in ResolvedMetrics)
        {
            metric.ResetState();
        }
    }

    /// <summary>The loss and the metrics since the last reset; this waits for the device.</summary>
    internal Dictionary<string, double> ReadMetrics()
    {
        var logs = new Dictionary<string, double>();
        foreach (Metric metric in ResolvedMetrics)
        {
            logs[metric.Name] = metric.Result();
        }

        logs["loss"] = lossTracker!.Result();
        return logs;
    }

    /// <summary>What legacy files keep of the compilation, the optimizer apart.</summary>
    internal JsonObject LegacyCompileConfig() => new()
    {
        ["loss"] = loss?.ToLegacyConfig(),
        ["loss_weights"] = null,
        ["metrics"] = metrics.Length == 0 ? null : new JsonArray(metrics.Select(metric => (JsonNode?)metric.ToLegacyConfig()).ToArray()),
        ["weighted_metrics"] = null,
        ["run_eagerly"] = false,
        ["steps_per_execution"] = 1,
        ["jit_compile"] = false,
        ["optimizer_config"] = new JsonObject { ["class_name"] = Optimizer.ClassName, ["config"] = Optimizer.GetConfig() },
    };

    /// <summary>The trainable variables, found once after each compilation.</summary>
    private protected IReadOnlyList<Variable> TrainedVariables => trainedVariables ??= [.. TrainableVariables];

    private IEnumerable<Metric> ResolvedMetrics => metrics.Select(metric => metric.Resolved).OfType<Metric>();

    private InvalidOperationException NotCompiled(string what) => new(
        $"{Name} — {what} needs a compiled model. Call model.Compile(optimizer, loss, metrics) first.");
}
