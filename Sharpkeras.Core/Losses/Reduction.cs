namespace Sharpkeras.Losses;

/// <summary>How the losses of samples become one number.</summary>
public enum Reduction
{
    /// <summary>The sum divided by the number of values.</summary>
    SumOverBatchSize,

    /// <summary>The sum.</summary>
    Sum,

    /// <summary>The sum divided by the number of values: another word for <see cref="SumOverBatchSize"/>.</summary>
    Mean,

    /// <summary>The weighted sum divided by the sum of the weights.</summary>
    MeanWithSampleWeight,

    /// <summary>Nothing: the loss of each sample.</summary>
    None,
}
