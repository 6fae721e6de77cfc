using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>sin πx / πx, and 1 at 0.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Sinc(x);</code></example>
    public static Tensor Sinc(this Tensor x) => UnaryOp<SincKernel>.Apply(x);
}

/// <summary>sin πx / πx, and 1 at 0.</summary>
internal readonly struct SincKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V>
    {
        V zero = V.Equal(x, V.Of(0));
        V angle = V.Of(Math.PI) * V.Select(zero, V.Of(1), x);
        return V.Select(zero, V.Of(1), V.Sin(angle) / angle);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V>
    {
        // (cos πx − sinc x) / x; near 0, where that cancels, the series −(πx)²/3·(1 − (πx)²/10·(1 − (πx)²/28)) / x
        V near = V.Greater(V.Of(0.01), V.Abs(x));
        V safe = V.Select(near, V.Of(1), x);
        V angle = V.Of(Math.PI) * safe;
        V far = (V.Cos(angle) - (V.Sin(angle) / angle)) / safe;
        V z = V.Of(Math.PI * Math.PI) * x * x;
        V series = V.Of(1) - (z * V.Of(0.1) * (V.Of(1) - (z * V.Of(1.0 / 28))));
        return dy * V.Select(near, V.Of(-Math.PI * Math.PI / 3) * x * series, far);
    }
}
