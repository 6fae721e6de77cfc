using Sharpkeras.Diagnostics;

namespace Sharpkeras.Metrics;

/// <summary>
/// (1 + β²)·precision·recall / (β²·precision + recall), for each class or averaged. y_true (one-hot, or several ones) and y_pred
/// [batch, classes].
/// </summary>
/// <example><code>model.Compile("adam", "categorical_crossentropy", metrics: [new FBetaScore(Average.Macro, beta: 2)]);</code></example>
public class FBetaScore : Metric
{
    private const float Epsilon = (float)Losses.Numeric.Epsilon;

    private int classes;
    private Variable? found;
    private Variable? inVain;
    private Variable? missed;
    private Variable? support;

    /// <summary>A score.</summary>
    /// <param name="average">How the classes' scores become one; null for a score for each class.</param>
    /// <param name="beta">How much more recall counts than precision, positive.</param>
    /// <param name="threshold">Predictions above it are positive, in (0, 1]; null for the largest of each sample.</param>
    /// <param name="name">The name in logs.</param>
    /// <param name="dtype">The type of the state.</param>
    /// <exception cref="ArgumentOutOfRangeException">β is not positive, or the threshold outside of (0, 1].</exception>
    public FBetaScore(
        Average? average = null, double beta = 1, double? threshold = null, string? name = null, DType dtype = DType.Float32)
        : base(name ?? "fbeta_score", dtype)
    {
        Average = average is { } own ? KnownEnum.Of(own, nameof(average), Name) : null;
        Beta = Check.Above(beta, 0, nameof(beta), Name);
        if (threshold is { } cut && !(cut > 0 && cut <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), $"{Name} — threshold must lie in (0, 1]. Received {Text.Of(cut)}.");
        }

        Threshold = threshold;
    }

    /// <summary>How the classes' scores become one; null for a score for each class.</summary>
    public Average? Average { get; }

    /// <summary>How much more recall counts than precision.</summary>
    public double Beta { get; }

    /// <summary>Predictions above it are positive; null for the largest of each sample.</summary>
    public double? Threshold { get; }

    /// <inheritdoc/>
    public override bool? LargerIsBetter => true;

    /// <inheritdoc/>
    public override void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null)
    {
        using var scope = new TensorScope();
        Build(yTrue.Shape, yPred.Shape);
        Tensor target = yTrue.Cast(DType);
        Tensor given = yPred.Cast(DType);
        Tensor decided = Decided(given).Cast(DType);

        // A prediction that is no number must not pass for a negative one.
        decided = Ops.Where(Ops.Equal(given, given), decided, given);
        Tensor weighted = sampleWeight == null ? target : target * Losses.SampleWeights.Full(sampleWeight.Cast(DType), target, Name);
        Tensor others = sampleWeight == null ? 1 - target : (1 - target) * Losses.SampleWeights.Full(sampleWeight.Cast(DType), target, Name);
        found!.AssignAdd(Total(decided * weighted));
        inVain!.AssignAdd(Total(decided * others));
        missed!.AssignAdd(Total((1 - decided) * weighted));
        support!.AssignAdd(Total(weighted));
    }

    /// <inheritdoc/>
    public override double Result() => Single(Results());

    /// <inheritdoc/>
    public override double[] Results()
    {
        if (found == null)
        {
            return [0];
        }

        double[] right = Read(found);
        double[] wrong = Read(inVain!);
        double[] left = Read(missed!);
        double[] scores = [.. right.Select((count, i) => Score(count, wrong[i], left[i]))];
        if (Average == null)
        {
            return scores;
        }

        if (Average != Metrics.Average.Weighted)
        {
            return [Rounded(scores.Average())];
        }

        double[] weights = Read(support!);
        double sum = weights.Sum() + Epsilon;
        return [Rounded(scores.Zip(weights, (score, weight) => score * weight / sum).Sum())];
    }

    private double Score(double right, double wrong, double left)
    {
        // float32 as in Keras, where 1e-7 is lost beside a count.
        float precision = (float)right / ((float)(right + wrong) + Epsilon);
        float recall = (float)right / ((float)(right + left) + Epsilon);
        double square = Beta * Beta;
        return Rounded(precision * recall / ((square * precision) + recall + Epsilon) * (1 + square));
    }

    private Tensor Decided(Tensor given)
    {
        if (Threshold is { } cut)
        {
            return given > cut;
        }

        return Ops.LogicalAnd(Ops.GreaterEqual(given, Ops.Max(given, -1, keepDims: true)), Ops.Abs(given) > 1e-9);
    }

    private Tensor Total(Tensor values) => Average == Metrics.Average.Micro ? Ops.Sum(values) : Ops.Sum(values, 0);

    private void Build(Shape target, Shape prediction)
    {
        if (prediction.Rank != 2 || target != prediction || (found != null && prediction[1] != classes))
        {
            string columns = found == null ? "classes" : Text.Of(classes);
            throw new ShapeException($"{Name} — needs targets and predictions [batch, {columns}]. Received {target} and {prediction}.");
        }

        if (found != null)
        {
            return;
        }

        classes = prediction[1];
        Shape shape = Average == Metrics.Average.Micro ? [] : [classes];
        found = AddVariable("true_positives", shape);
        inVain = AddVariable("false_positives", shape);
        missed = AddVariable("false_negatives", shape);
        support = AddVariable("intermediate_weights", shape);
    }
}
