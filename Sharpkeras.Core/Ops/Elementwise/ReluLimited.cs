using System.Runtime.CompilerServices;
using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>
    /// x above a threshold, but at most a maximum, and slope·(x − threshold) elsewhere. The gradient at the threshold is 0, but
    /// the slope where the threshold is 0 and there is no maximum.
    /// </summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="negativeSlope">The slope below the threshold, a finite number.</param>
    /// <param name="maxValue">The maximum; null for none.</param>
    /// <param name="threshold">The threshold, a finite number.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The maximum is negative, or a number is not finite.</exception>
    /// <example><code>Tensor y = x.Relu(negativeSlope: 0.1, maxValue: 6);</code></example>
    public static Tensor Relu(this Tensor x, double negativeSlope = 0, double? maxValue = null, double threshold = 0)
    {
        Check.Finite(negativeSlope, nameof(negativeSlope), "relu");
        Check.Finite(threshold, nameof(threshold), "relu");
        if (maxValue is { } limit)
        {
            Check.Range(limit, 0, double.PositiveInfinity, nameof(maxValue), "relu");
        }
        else if (threshold == 0)
        {
            return negativeSlope == 0 ? Relu(x) : LeakyRelu(x, negativeSlope);
        }

        if (negativeSlope == 0 && threshold == 0 && maxValue == 6)
        {
            return Relu6(x);
        }

        // only a maximum also limits from below, which a threshold below 0 shows
        var kernel = maxValue == null
            ? new ReluLimitedKernel(negativeSlope, double.NegativeInfinity, double.PositiveInfinity, threshold)
            : new ReluLimitedKernel(negativeSlope, 0, maxValue.Value, threshold);
        return Op.Apply(new UnaryOp<ReluLimitedKernel>(kernel), x);
    }
}

/// <summary>x above the threshold, at most the maximum, and slope·(x − threshold) elsewhere.</summary>
internal readonly struct ReluLimitedKernel(Parameter negativeSlope, Parameter minValue, Parameter maxValue, Parameter threshold) : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V>
    {
        // without a slope −∞ becomes 0, not 0·∞
        V slope = V.Of(negativeSlope);
        V below = V.Select(V.Equal(slope, V.Of(0)), V.Of(0), slope * (x - V.Of(threshold)));
        return V.Select(V.GreaterOrEqual(V.Of(threshold), x), below, V.Min(V.Max(x, V.Of(minValue)), V.Of(maxValue)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V>
    {
        V inside = V.And(V.GreaterOrEqual(x, V.Of(minValue)), V.GreaterOrEqual(V.Of(maxValue), x));
        V active = V.And(V.Greater(x, V.Of(threshold)), inside);
        return V.Select(active, dy, V.Select(V.Greater(V.Of(threshold), x), dy * V.Of(negativeSlope), V.Of(0)));
    }
}
