using Sharpkeras.Losses;

namespace Sharpkeras.Metrics;

/// <summary>The mean over all samples of a function of targets and predictions.</summary>
/// <example><code>
/// var bias = new MeanMetricWrapper((yTrue, yPred) => Ops.Mean(yPred - yTrue, -1), name: "bias");
/// </code></example>
public class MeanMetricWrapper : Metric
{
    private readonly MeanTotals totals;
    private readonly Loss? loss;

    /// <summary>The mean of a function.</summary>
    /// <param name="fn">Targets and predictions to a value for each sample. It is not saved: a metric with it has no config.</param>
    /// <param name="name">The name in logs.</param>
    /// <param name="dtype">The type of the state.</param>
    public MeanMetricWrapper(Func<Tensor, Tensor, Tensor> fn, string? name = null, DType dtype = DType.Float32)
        : this(name, dtype) => Fn = fn ?? throw new ArgumentNullException(nameof(fn));

    /// <summary>The mean of what <see cref="PerSample"/> computes.</summary>
    /// <param name="name">The name in logs; null gives the class in snake_case.</param>
    /// <param name="dtype">The type of the state.</param>
    protected MeanMetricWrapper(string? name, DType dtype)
        : base(name, dtype) => totals = AddMean();

    private protected MeanMetricWrapper(Loss loss, string? name, DType dtype)
        : this(name, dtype) => this.loss = loss;

    /// <summary>The function; null where a class derived from this has its own.</summary>
    public Func<Tensor, Tensor, Tensor>? Fn { get; }

    /// <inheritdoc/>
    public override bool? LargerIsBetter => loss == null ? null : false;

    /// <inheritdoc/>
    public override void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null)
    {
        using var scope = new TensorScope();
        var (values, valid) = loss == null ? (PerSample(yTrue, yPred), null) : loss.Unreduced(yTrue, yPred);
        Tensor? weight = SampleWeights.Masked(sampleWeight, yPred.Mask, DType, perValid: false, Name);

        // As in Keras, values that a loss leaves out count as 0 where there are no weights, and not at all where there are.
        totals.Add(values, weight == null ? null : SampleWeights.Masked(weight, valid, DType, perValid: false, Name));
    }

    /// <inheritdoc/>
    public override double Result() => Rounded(totals.Mean());

    /// <summary>The value of each sample.</summary>
    /// <param name="yTrue">The targets.</param>
    /// <param name="yPred">The predictions.</param>
    protected virtual Tensor PerSample(Tensor yTrue, Tensor yPred) => Fn != null
        ? Fn(yTrue, yPred)
        : throw new InvalidOperationException($"{Name} — has no function. Override PerSample.");
}
