using Sharpkeras.Serialization;

namespace Sharpkeras.Constraints;

/// <summary>Makes the norm 1: w / (‖w‖ + 1e-7).</summary>
/// <param name="axis">The axis or axes along which the norm is taken, negative from the end; null for 0. That is 0 for the weights of each unit of a dense layer, <c>[0, 1, 2]</c> for each filter of a convolution.</param>
/// <example><code>var layer = new Dense(8, kernelConstraint: new UnitNorm());</code></example>
public sealed class UnitNorm(OneOrMore<int>? axis = null) : Constraint
{
    /// <summary>The axis or axes along which the norm is taken.</summary>
    public OneOrMore<int> Axis { get; } = (axis ?? 0).NotEmpty(nameof(axis), "unit_norm");

    /// <inheritdoc/>
    public override Tensor Call(Tensor w) => w / (Norms(w, Axis) + Epsilon);
}
