namespace Sharpkeras.Models;

/// <summary>The samples of one step.</summary>
/// <param name="X">The inputs, each [batch, …]; a single tensor converts to the list.</param>
/// <param name="Y">The targets, one for each output, [batch, …]; empty when there are none.</param>
/// <param name="SampleWeight">A weight for each sample, one list entry for all outputs or one for each; empty for 1.</param>
public readonly record struct Batch(Tensors X, Tensors Y = default, Tensors SampleWeight = default)
{
    /// <summary>The number of samples.</summary>
    public int Size => X[0].Shape[0];

    /// <summary>The weights of the samples for an output; null for 1.</summary>
    internal Tensor? WeightFor(int output) => SampleWeight.Count switch
    {
        0 => null,
        1 => SampleWeight[0],
        _ => SampleWeight[output],
    };
}
