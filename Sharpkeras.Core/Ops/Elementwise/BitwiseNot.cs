using System.Runtime.CompilerServices;
using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>All bits turned over: −x − 1 for signed integers.</summary>
    /// <param name="x">Any shape, every integer type.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="DTypeException">The elements are no integers.</exception>
    /// <example><code>Tensor y = Ops.BitwiseNot(x);</code></example>
    public static Tensor BitwiseNot(this Tensor x)
    {
        Check.Integer(x, "bitwise_not");
        return NumberUnaryOp<BitwiseNotKernel>.Apply(x);
    }

    /// <summary>Keras's other word for <see cref="BitwiseNot"/>.</summary>
    /// <param name="x">Any shape, every integer type.</param>
    /// <returns>The same shape and type.</returns>
    public static Tensor BitwiseInvert(this Tensor x) => BitwiseNot(x);
}

/// <summary>−x − 1, which turns the bits over, also where integers have no sign.</summary>
internal readonly struct BitwiseNotKernel : INumberUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Nothing;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, INumberLane<V> => -x - V.Of(1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, INumberLane<V> => -dy;
}
