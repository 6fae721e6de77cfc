using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The integer part: rounded towards 0. The gradient is 0. Integers stay.</summary>
    /// <param name="x">Any shape, every numeric type.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Trunc(x);</code></example>
    public static Tensor Trunc(this Tensor x) => x.DType.IsFloating() ? UnaryOp<TruncKernel>.Apply(x) : Copy(x);
}

/// <summary>The integer part: rounded towards 0. The gradient is 0. Integers stay.</summary>
internal readonly struct TruncKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Nothing;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V> => V.Select(V.Greater(V.Of(0), x), V.Ceiling(x), V.Floor(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => V.Of(0);
}
