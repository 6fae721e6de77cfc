namespace Sharpkeras.Metrics;

/// <summary>A metric of counts of right and wrong decisions at thresholds. The counts stay on the device.</summary>
public abstract class ConfusionMetric : Metric
{
    private readonly Thresholds cuts;
    private readonly ConfusionPart parts;
    private readonly int? topK;
    private readonly int? classId;
    private readonly Dictionary<ConfusionPart, Variable> counts = [];

    private protected ConfusionMetric(
        string? name, DType dtype, Func<string, Thresholds> thresholds, ConfusionPart parts, int? topK = null, int? classId = null)
        : base(name, dtype)
    {
        cuts = thresholds(Name);
        this.parts = parts;
        this.topK = topK is { } k ? Diagnostics.Check.Positive(k, nameof(topK), Name) : null;
        this.classId = classId is { } id ? Diagnostics.Check.AtLeast(id, 0, nameof(classId), Name) : null;
    }

    /// <summary>Whether each column of predictions is counted for itself.</summary>
    private protected virtual bool PerLabel => false;

    /// <summary>A weight for each column of predictions; null for 1.</summary>
    private protected virtual double[]? ColumnWeights => null;

    /// <inheritdoc/>
    public override void UpdateState(Tensor yTrue, Tensor yPred, Tensor? sampleWeight = null)
    {
        using var scope = new TensorScope();
        var options = new ConfusionOptions(Name, DType, topK, classId, PerLabel, ColumnWeights);
        ConfusionCounts batch = cuts.CountOf(ConfusionBatch.Of(yTrue, yPred, sampleWeight, options));
        foreach (var (part, variable) in counts)
        {
            variable.AssignAdd(batch[part]);
        }
    }

    /// <summary>Adds the state, in the order of the parts.</summary>
    /// <param name="labels">Columns that are counted for themselves; null for one count of all.</param>
    /// <param name="only">The name of the state where there is but one part.</param>
    private protected void AddCounts(int? labels = null, string? only = null)
    {
        Shape shape = labels is { } columns ? [cuts.Count, columns] : [cuts.Count];
        foreach (ConfusionPart part in Enum.GetValues<ConfusionPart>())
        {
            if (part != ConfusionPart.All && parts.HasFlag(part))
            {
                counts.Add(part, AddVariable(only ?? Diagnostics.SnakeCase.Of(part.ToString()), shape));
            }
        }
    }

    /// <summary>How many cuts there are.</summary>
    private protected int CutCount => cuts.Count;

    /// <summary>A count for each cut, those of several labels side by side.</summary>
    private protected double[] Counts(ConfusionPart part) => Read(counts[part]);

    /// <summary>a / (a + b) for each cut; 0 where nothing was counted.</summary>
    private protected double[] Shares(ConfusionPart a, ConfusionPart b) => Ratio.Of(Counts(a), Counts(a).Zip(Counts(b), (x, y) => x + y));
}
