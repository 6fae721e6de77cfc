using System.Runtime.CompilerServices;
using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Values below a minimum become it, values above a maximum become that. The gradient is 0 there.</summary>
    /// <param name="x">Any shape, every numeric type.</param>
    /// <param name="min">The minimum.</param>
    /// <param name="max">The maximum, not below the minimum.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="ArgumentException">The maximum is below the minimum.</exception>
    /// <exception cref="DTypeException">The elements are integers, and a limit is a fraction or does not fit their type.</exception>
    /// <example><code>Tensor y = x.Clip(0, 1);</code></example>
    public static Tensor Clip(this Tensor x, double min, double max)
    {
        if (!(min <= max))
        {
            throw new ArgumentException($"clip — the maximum lies below the minimum. Received {Text.Of(min)} and {Text.Of(max)}.", nameof(max));
        }

        if (!x.DType.IsFloating())
        {
            CheckFits(min, x.DType, "clip");
            CheckFits(max, x.DType, "clip");
        }

        return Op.Apply(new NumberUnaryOp<ClipKernel>(new ClipKernel(min, max)), x);
    }
}

/// <summary>min(max(x, minimum), maximum).</summary>
internal readonly struct ClipKernel(Parameter min, Parameter max) : INumberUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, INumberLane<V> => V.Min(V.Max(x, V.Of(min)), V.Of(max));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, INumberLane<V> =>
        V.Select(V.And(V.GreaterOrEqual(x, V.Of(min)), V.GreaterOrEqual(V.Of(max), x)), dy, V.Of(0));
}
