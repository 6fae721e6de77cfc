using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Constraints;

/// <summary>
/// Brings norms between two bounds, at once or by a share of the way at each step: w · (rate·clip(‖w‖, min, max) + (1 − rate)‖w‖) / (‖w‖ + 1e-7).
/// </summary>
/// <example><code>var layer = new Dense(8, kernelConstraint: new MinMaxNorm(0.5, 1));</code></example>
public sealed class MinMaxNorm : Constraint
{
    private const string Owner = "min_max_norm";

    /// <summary>A constraint.</summary>
    /// <param name="minValue">The smallest norm, not negative.</param>
    /// <param name="maxValue">The largest norm, not below the smallest.</param>
    /// <param name="rate">The share of the way that a step goes, in [0, 1]; 1 holds the bounds strictly.</param>
    /// <param name="axis">The axis or axes along which the norm is taken, negative from the end; null for 0. That is 0 for the weights of each unit of a dense layer, <c>[0, 1, 2]</c> for each filter of a convolution.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public MinMaxNorm(double minValue = 0, double maxValue = 1, double rate = 1, OneOrMore<int>? axis = null)
    {
        MinValue = Check.NotNegative(minValue, nameof(minValue), Owner);
        MaxValue = Check.Range(maxValue, minValue, double.MaxValue, nameof(maxValue), Owner);
        Rate = Check.Share(rate, nameof(rate), Owner);
        Axis = (axis ?? 0).NotEmpty(nameof(axis), Owner);
    }

    /// <summary>The smallest norm.</summary>
    public double MinValue { get; }

    /// <summary>The largest norm.</summary>
    public double MaxValue { get; }

    /// <summary>The share of the way that a step goes.</summary>
    public double Rate { get; }

    /// <summary>The axis or axes along which the norm is taken.</summary>
    public OneOrMore<int> Axis { get; }

    /// <inheritdoc/>
    public override Tensor Call(Tensor w)
    {
        Tensor norms = Norms(w, Axis);
        Tensor wanted = (norms.Clip(MinValue, MaxValue) * Rate) + (norms * (1 - Rate));
        return w * (wanted / (norms + Epsilon));
    }
}
