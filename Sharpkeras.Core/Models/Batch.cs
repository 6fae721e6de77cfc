namespace Sharpkeras.Models;

/// <summary>The samples of one step.</summary>
/// <param name="X">The inputs, [batch, …].</param>
/// <param name="Y">The targets, [batch, …]; null when there are none.</param>
/// <param name="SampleWeight">A weight for each sample; null for 1.</param>
public readonly record struct Batch(Tensor X, Tensor? Y = null, Tensor? SampleWeight = null)
{
    /// <summary>The number of samples.</summary>
    public int Size => X.Shape[0];
}
