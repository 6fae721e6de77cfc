using Sharpkeras.Diagnostics;

namespace Sharpkeras.Metrics;

/// <summary>
/// The coefficient of determination, 1 − Σ (y_true − y_pred)² / Σ (y_true − mean y_true)², for each output or averaged: 1 for perfect
/// predictions, 0 for those of the mean. Both [batch, outputs].
/// </summary>
/// <example><code>model.Compile("adam", "mse", metrics: [new R2Score()]);</code></example>
public sealed class R2Score : Metric
{
    private readonly Variable samples;
    private Variable? squares;
    private Variable? sums;
    private Variable? residuals;
    private Variable? weights;

    /// <summary>A score.</summary>
    /// <param name="classAggregation">How the outputs' scores become one; null for a score for each output.</param>
    /// <param name="numRegressors">
    /// p, the number of independent variables, for the adjusted score 1 − (1 − R²)·(n − 1) / (n − p − 1); 0 for the plain one. As in
    /// Keras 3.15, n is the number of values, samples times outputs.
    /// </param>
    /// <param name="name">The name in logs.</param>
    /// <param name="dtype">The type of the state.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public R2Score(
        R2Aggregation? classAggregation = R2Aggregation.UniformAverage, int numRegressors = 0, string? name = null, DType dtype = DType.Float32)
        : base(name, dtype)
    {
        ClassAggregation = classAggregation is { } own ? KnownEnum.Of(own, nameof(classAggregation), Name) : null;
        NumRegressors = Check.AtLeast(numRegressors, 0, nameof(numRegressors), Name);
        samples = AddVariable("num_samples", []);
    }

    /// <summary>How the outputs' scores become one; null for a score for each output.</summary>
    public R2Aggregation? ClassAggregation { get; }

    /// <summary>The number of independent variables, for the adjusted score.</summary>
    public int NumRegressors { get; }

    /// <inheritdoc/>
    public override bool? LargerIsBetter => true;

    /// <inheritdoc/>
    public override void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null)
    {
        using var scope = new TensorScope();
        var (target, prediction) = Pairs.Of(yTrue, yPred, Name, DType);
        Build(target.Shape);
        Tensor weight = sampleWeight == null
            ? Ops.OnesLike(target)
            : Losses.SampleWeights.Full(sampleWeight.Cast(DType), target, Name);
        Tensor weighted = target * weight;
        sums!.AssignAdd(Ops.Sum(weighted, 0));
        squares!.AssignAdd(Ops.Sum(target * weighted, 0));
        residuals!.AssignAdd(Ops.Sum(Ops.SquaredDifference(target, prediction) * weight, 0));
        weights!.AssignAdd(Ops.Sum(weight, 0));
        samples.AssignAdd(Ops.Constant(target.Length, samples));
    }

    /// <inheritdoc/>
    public override double Result() => Single(Results());

    /// <inheritdoc/>
    public override double[] Results()
    {
        if (sums == null)
        {
            return [0];
        }

        double[] sum = Read(sums);
        double[] count = Read(weights!);
        double[] total = [.. Read(squares!).Select((square, i) => square - (sum[i] * sum[i] / count[i]))];
        double[] scores = [.. Read(residuals!).Select((residual, i) => Raw(residual, total[i]))];
        double[] results = ClassAggregation switch
        {
            R2Aggregation.UniformAverage => [scores.Average()],
            R2Aggregation.VarianceWeightedAverage => [total.Zip(scores, (a, b) => a * b).Sum() / total.Sum()],
            _ => scores,
        };
        return [.. results.Select(score => Rounded(Adjusted(score)))];
    }

    /// <summary>A target that never changes has no variance to explain: 0, unless it is predicted exactly, which Keras calls no number.</summary>
    private static double Raw(double residual, double total)
    {
        double score = 1 - (residual / total);
        return double.IsInfinity(score) ? 0 : score;
    }

    private double Adjusted(double score)
    {
        double n = Read(samples)[0];
        if (NumRegressors == 0)
        {
            return score;
        }

        if (NumRegressors >= n - 1)
        {
            Log.Warn($"{Name} — the adjusted score needs more than {NumRegressors + 1} values, there are {Text.Of(n)}. This is the plain score.");
            return score;
        }

        return 1 - ((1 - score) * (n - 1) / (n - NumRegressors - 1));
    }

    private void Build(Shape shape)
    {
        if (shape.Rank != 2 || (sums != null && shape[1] != sums.Shape[0]))
        {
            string outputs = sums == null ? "outputs" : Text.Of(sums.Shape[0]);
            throw new ShapeException($"{Name} — needs targets and predictions [batch, {outputs}]. Received {shape}.");
        }

        if (sums == null)
        {
            squares = AddVariable("squared_sum", [shape[1]]);
            sums = AddVariable("sum", [shape[1]]);
            residuals = AddVariable("residual", [shape[1]]);
            weights = AddVariable("count", [shape[1]]);
        }
    }
}
