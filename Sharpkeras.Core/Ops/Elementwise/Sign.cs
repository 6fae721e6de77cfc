using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>−1, 0 or 1; not a number stays. The gradient is 0.</summary>
    /// <param name="x">Any shape, every numeric type.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Sign(x);</code></example>
    public static Tensor Sign(this Tensor x) => NumberUnaryOp<SignKernel>.Apply(x);
}

/// <summary>−1, 0 or 1; not a number stays. The gradient is 0.</summary>
internal readonly struct SignKernel : INumberUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Nothing;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, INumberLane<V> => V.Select(V.Greater(x, V.Of(0)), V.Of(1), V.Select(V.Greater(V.Of(0), x), -V.Of(1), x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, INumberLane<V> => V.Of(0);
}
