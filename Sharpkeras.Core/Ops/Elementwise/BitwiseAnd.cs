using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The bits that are set in both. The shapes broadcast.</summary>
    /// <param name="x">Any shape, every integer type.</param>
    /// <param name="y">The same type; a shape that broadcasts with that of <paramref name="x"/>.</param>
    /// <returns>The shape to which both broadcast, the same type. It has no gradient.</returns>
    /// <exception cref="Diagnostics.ShapeException">The shapes do not broadcast.</exception>
    /// <exception cref="Diagnostics.DTypeException">The types differ or do not fit.</exception>
    /// <example><code>Tensor z = Ops.BitwiseAnd(x, y);</code></example>
    public static Tensor BitwiseAnd(this Tensor x, Tensor y) => IntegerBinaryOp<BitwiseAndKernel>.Apply(x, y);
}

/// <summary>The bits that are set in both.</summary>
internal readonly struct BitwiseAndKernel : IIntegerBinaryKernel
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V a, V b)
        where V : struct, IIntegerLane<V> => a & b;
}
