using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>x·2^y, the bits beyond the type lost; 0 for counts y below 0 or beyond the type's width, as in NumPy. The shapes broadcast.</summary>
    /// <param name="x">Any shape, every integer type.</param>
    /// <param name="y">The same type; a shape that broadcasts with that of <paramref name="x"/>.</param>
    /// <returns>The shape to which both broadcast, the same type. It has no gradient.</returns>
    /// <exception cref="Diagnostics.ShapeException">The shapes do not broadcast.</exception>
    /// <exception cref="Diagnostics.DTypeException">The types differ or do not fit.</exception>
    /// <example><code>Tensor z = Ops.LeftShift(x, y);</code></example>
    public static Tensor LeftShift(this Tensor x, Tensor y) => IntegerBinaryOp<LeftShiftKernel>.Apply(x, y);

    /// <summary>Keras's other word for <see cref="LeftShift"/>.</summary>
    /// <param name="x">Any shape, every integer type.</param>
    /// <param name="y">The same type; a shape that broadcasts with that of <paramref name="x"/>.</param>
    /// <returns>The shape to which both broadcast, the same type.</returns>
    public static Tensor BitwiseLeftShift(this Tensor x, Tensor y) => LeftShift(x, y);
}

/// <summary>x·2^y, the bits beyond the type lost; 0 for counts y below 0 or beyond the type's width, as in NumPy.</summary>
internal readonly struct LeftShiftKernel : IIntegerBinaryKernel
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V a, V b)
        where V : struct, IIntegerLane<V> => V.ShiftLeft(a, b);
}
