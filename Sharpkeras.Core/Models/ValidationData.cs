namespace Sharpkeras.Models;

/// <summary>What a training is validated with: <c>(x, y)</c> or <c>(x, y, sampleWeight)</c>.</summary>
/// <param name="X">The inputs, each [samples, …].</param>
/// <param name="Y">The targets; empty for none.</param>
/// <param name="SampleWeight">A weight for each sample; empty for 1.</param>
public sealed record ValidationData(Tensors X, Tensors Y = default, Tensors SampleWeight = default)
{
    /// <summary>Inputs and targets.</summary>
    public static implicit operator ValidationData((Tensor X, Tensor Y) pair) => new(pair.X, pair.Y);

    /// <summary>Inputs, targets and a weight for each sample.</summary>
    public static implicit operator ValidationData((Tensor X, Tensor Y, Tensor SampleWeight) triple) => new(triple.X, triple.Y, triple.SampleWeight);
}
