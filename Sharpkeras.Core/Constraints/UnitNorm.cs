namespace Sharpkeras.Constraints;

/// <summary>Makes the norm 1: w / (‖w‖ + 1e-7).</summary>
/// <param name="axis">The axes along which the norm is taken: 0 for the weights of each unit of a dense layer, <c>[0, 1, 2]</c> for each filter of a convolution.</param>
/// <example><code>var layer = new Dense(8, kernelConstraint: new UnitNorm());</code></example>
public sealed class UnitNorm(NormAxes axis = default) : Constraint
{
    /// <summary>The axes along which the norm is taken.</summary>
    public NormAxes Axis { get; } = axis;

    /// <inheritdoc/>
    public override Tensor Call(Tensor w) => w / (Axis.Norms(w) + Epsilon);
}
