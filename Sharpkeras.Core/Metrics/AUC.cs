using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Metrics;

/// <summary>
/// The area under the curve of decisions at many thresholds, approximated by a sum between them. y_true (0 or 1) and y_pred in [0, 1],
/// [batch, …]; what lies outside is taken for 0 or 1.
/// </summary>
/// <example><code>model.Compile("adam", "binary_crossentropy", metrics: [new AUC(curve: AucCurve.PR)]);</code></example>
public sealed class AUC : ConfusionMetric
{
    private int? columns;

    /// <summary>An area.</summary>
    /// <param name="numThresholds">How many thresholds from 0 to 1, at least 2.</param>
    /// <param name="curve">The curve.</param>
    /// <param name="summationMethod">How the area between two points is taken.</param>
    /// <param name="name">The name in logs.</param>
    /// <param name="dtype">The type of the state.</param>
    /// <param name="thresholds">Thresholds in [0, 1] besides 0 and 1, instead of even ones.</param>
    /// <param name="multiLabel">Whether each column has its own curve, and the result is the mean of the areas.</param>
    /// <param name="numLabels">The number of columns, with <paramref name="multiLabel"/>; null to see it in the first batch.</param>
    /// <param name="labelWeights">A weight for each column, not negative; null for 1.</param>
    /// <param name="fromLogits">Whether predictions are logits, which a sigmoid makes probabilities of.</param>
    /// <exception cref="ArgumentException">A number is outside of its range, or there are labels without <paramref name="multiLabel"/>.</exception>
    public AUC(
        int numThresholds = 200,
        AucCurve curve = AucCurve.Roc,
        AucSummation summationMethod = AucSummation.Interpolation,
        string? name = null,
        DType dtype = DType.Float32,
        [ConfigName("thresholds", OmitNull = true)] double[]? thresholds = null,
        bool multiLabel = false,
        int? numLabels = null,
        double[]? labelWeights = null,
        bool fromLogits = false)
        : base(name, dtype, owner => Cuts(numThresholds, thresholds, owner), ConfusionPart.All)
    {
        NumThresholds = CutCount;
        Curve = KnownEnum.Of(curve, nameof(curve), Name);
        SummationMethod = KnownEnum.Of(summationMethod, nameof(summationMethod), Name);
        Thresholds = thresholds?.Order().ToArray();
        MultiLabel = multiLabel;
        NumLabels = numLabels is { } labels ? Check.Positive(labels, nameof(numLabels), Name) : null;
        LabelWeights = labelWeights?.Select(weight => Check.AtLeast(weight, 0.0, nameof(labelWeights), Name)).ToArray();
        FromLogits = fromLogits;
        if (numLabels != null && !multiLabel)
        {
            throw new ArgumentException($"{Name} — numLabels needs multiLabel: true. Received {numLabels} labels without it.", nameof(numLabels));
        }

        if (!multiLabel || numLabels != null)
        {
            Build(numLabels);
        }
    }

    /// <summary>How many thresholds there are.</summary>
    public int NumThresholds { get; }

    /// <summary>The curve.</summary>
    public AucCurve Curve { get; }

    /// <summary>How the area between two points is taken.</summary>
    public AucSummation SummationMethod { get; }

    /// <summary>The thresholds besides 0 and 1, in ascending order; null for even ones.</summary>
    public double[]? Thresholds { get; }

    /// <summary>Whether each column has its own curve.</summary>
    public bool MultiLabel { get; }

    /// <summary>The number of columns, where it was given.</summary>
    public int? NumLabels { get; }

    /// <summary>A weight for each column.</summary>
    public double[]? LabelWeights { get; }

    /// <summary>Whether predictions are logits.</summary>
    public bool FromLogits { get; }

    /// <inheritdoc/>
    public override bool? LargerIsBetter => true;

    private protected override bool PerLabel => MultiLabel;

    private protected override double[]? ColumnWeights => MultiLabel ? null : LabelWeights;

    /// <summary>As Keras writes it: weights of labels are a tensor there.</summary>
    public override JsonObject GetConfig()
    {
        JsonObject config = base.GetConfig();
        config["label_weights"] = LabelWeights is { } weights ? ConfigJson.WriteTensor([.. weights.Select(Rounded)], DType) : null;
        return config;
    }

    /// <inheritdoc/>
    public override void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null)
    {
        using var scope = new TensorScope();
        if (MultiLabel)
        {
            Check.Rank(yPred, 2, Name, "[batch, labels], with multiLabel");
            CheckColumns(yPred.Shape);
        }

        base.UpdateState(yTrue, FromLogits ? Ops.Sigmoid(yPred) : yPred, sampleWeight);
    }

    /// <inheritdoc/>
    public override double Result()
    {
        if (Variables.Count == 0)
        {
            return 0;
        }

        double[] found = Counts(ConfusionPart.TruePositives);
        double[] inVain = Counts(ConfusionPart.FalsePositives);
        double[] missed = Counts(ConfusionPart.FalseNegatives);
        double[] passed = Counts(ConfusionPart.TrueNegatives);
        int labels = columns ?? 1;
        double[] areas = new double[labels];
        for (int label = 0; label < labels; label++)
        {
            var points = new AucPoints(Column(found, label), Column(inVain, label), Column(passed, label), Column(missed, label));
            areas[label] = points.Area(Curve, SummationMethod);
        }

        return Rounded(MultiLabel && LabelWeights is { } weights
            ? Ratio.Of(areas.Zip(weights, (area, weight) => area * weight).Sum(), weights.Sum())
            : areas.Average());
    }

    private static Thresholds Cuts(int count, double[]? thresholds, string owner)
    {
        Check.AtLeast(count, 2, "numThresholds", owner);
        if (thresholds == null)
        {
            return Metrics.Thresholds.Even(count, wider: true);
        }

        Metrics.Thresholds.CheckRange(thresholds, owner);
        return Metrics.Thresholds.Between([.. thresholds.Order()]);
    }

    private double[] Column(double[] counts, int label)
    {
        int labels = columns ?? 1;
        return [.. Enumerable.Range(0, NumThresholds).Select(i => counts[(i * labels) + label])];
    }

    private void CheckColumns(Shape shape)
    {
        if (Variables.Count == 0)
        {
            Build(shape[1]);
        }

        if (shape[1] != columns)
        {
            throw new ShapeException($"{Name} — needs predictions with {columns} labels. Received shape {shape}.");
        }
    }

    private void Build(int? labels)
    {
        if (labels != null && LabelWeights != null && LabelWeights.Length != labels)
        {
            throw new ArgumentException($"{Name} — labelWeights needs a weight for each of {labels} labels. Received {LabelWeights.Length}.");
        }

        columns = labels;
        AddCounts(labels);
    }
}
