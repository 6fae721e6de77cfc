namespace Sharpkeras.Metrics;

/// <summary>How the R² scores of outputs become one.</summary>
public enum R2Aggregation
{
    /// <summary>Their mean.</summary>
    UniformAverage,

    /// <summary>Their mean, weighted by the variances of the targets.</summary>
    VarianceWeightedAverage,
}
