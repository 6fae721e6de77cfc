namespace Sharpkeras.Metrics;

/// <summary>The best value of one share of decisions among the thresholds where another one is large enough.</summary>
public abstract class BestAtConstraint : ConfusionMetric
{
    private readonly double least;

    private protected BestAtConstraint(double least, string leastName, int numThresholds, int? classId, string? name, DType dtype)
        : base(name, dtype, owner => Cuts(numThresholds, owner), ConfusionPart.All, classId: classId)
    {
        this.least = Diagnostics.Check.Range(least, 0, 1, leastName, Name);
        NumThresholds = numThresholds;
        ClassId = classId;
        AddCounts();
    }

    /// <summary>How many thresholds between 0 and 1 are tried.</summary>
    public int NumThresholds { get; }

    /// <summary>The class that is looked at; null for all.</summary>
    public int? ClassId { get; }

    /// <inheritdoc/>
    public override bool? LargerIsBetter => true;

    /// <summary>true positives / (true positives + false negatives).</summary>
    private protected double[] Recalls => Shares(ConfusionPart.TruePositives, ConfusionPart.FalseNegatives);

    /// <summary>true positives / (true + false positives).</summary>
    private protected double[] Precisions => Shares(ConfusionPart.TruePositives, ConfusionPart.FalsePositives);

    /// <summary>true negatives / (true negatives + false positives).</summary>
    private protected double[] Specificities => Shares(ConfusionPart.TrueNegatives, ConfusionPart.FalsePositives);

    /// <summary>The largest wanted share where the other one reaches the bound; 0 where it never does.</summary>
    private protected double Best(double[] constrained, double[] wanted)
    {
        double best = 0;
        for (int i = 0; i < wanted.Length; i++)
        {
            if (double.IsNaN(constrained[i]) || double.IsNaN(wanted[i]))
            {
                return double.NaN;
            }

            // In float32, as Keras compares: 0.3 is enough for 0.3.
            if ((float)constrained[i] >= (float)least)
            {
                best = Math.Max(best, wanted[i]);
            }
        }

        return Rounded(best);
    }

    private static Thresholds Cuts(int count, string owner) =>
        Diagnostics.Check.Positive(count, "numThresholds", owner) == 1 ? Thresholds.Single(0.5) : Thresholds.Even(count, wider: false);
}
