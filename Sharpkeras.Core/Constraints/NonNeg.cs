namespace Sharpkeras.Constraints;

/// <summary>Sets negative values to zero.</summary>
public sealed class NonNeg : Constraint
{
    /// <inheritdoc/>
    public override Tensor Call(Tensor w) => Ops.Relu(w);
}
