using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Constraints;

/// <summary>Shortens what is longer than a norm (Srivastava et al. 2014): w · min(‖w‖, max) / (‖w‖ + 1e-7).</summary>
/// <param name="maxValue">The largest norm, not negative.</param>
/// <param name="axis">The axis or axes along which the norm is taken, negative from the end; null for 0. That is 0 for the weights of each unit of a dense layer, <c>[0, 1, 2]</c> for each filter of a convolution.</param>
/// <exception cref="ArgumentOutOfRangeException">The norm is negative or not finite.</exception>
/// <example><code>var layer = new Dense(8, kernelConstraint: new MaxNorm(2));</code></example>
public sealed class MaxNorm(double maxValue = 2, OneOrMore<int>? axis = null) : Constraint
{
    /// <summary>The largest norm.</summary>
    public double MaxValue { get; } = Check.NotNegative(maxValue, nameof(maxValue), "max_norm");

    /// <summary>The axis or axes along which the norm is taken.</summary>
    public OneOrMore<int> Axis { get; } = (axis ?? 0).NotEmpty(nameof(axis), "max_norm");

    /// <inheritdoc/>
    public override Tensor Call(Tensor w)
    {
        Tensor norms = Norms(w, Axis);
        return w * (norms.Clip(0, MaxValue) / (norms + Epsilon));
    }
}
