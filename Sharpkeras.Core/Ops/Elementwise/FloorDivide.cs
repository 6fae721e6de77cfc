using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>⌊a / b⌋. The gradients are 0. The shapes broadcast.</summary>
    /// <param name="a">Any shape, every numeric type. For integers a quotient by 0 is 0.</param>
    /// <param name="b">The same type; a shape that broadcasts with that of <paramref name="a"/>.</param>
    /// <returns>The shape to which both broadcast.</returns>
    /// <exception cref="Diagnostics.ShapeException">The shapes do not broadcast.</exception>
    /// <exception cref="Diagnostics.DTypeException">The types differ or do not fit.</exception>
    /// <example><code>Tensor y = Ops.FloorDivide(a, b);</code></example>
    public static Tensor FloorDivide(this Tensor a, Tensor b) =>
        a.DType.IsFloating() ? BinaryOp<FloorDivideKernel>.Apply(a, b) : IntegerBinaryOp<FloorDivideKernel>.Apply(a, b);
}

/// <summary>⌊a / b⌋. The gradients are 0.</summary>
internal readonly struct FloorDivideKernel : IBinaryKernel, IIntegerBinaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Nothing;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V a, V b)
        where V : struct, ILane<V> => V.Floor(a / b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientA<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V> => V.Of(0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientB<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V> => V.Of(0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IIntegerBinaryKernel.Forward<V>(V a, V b) => V.FloorDivide(a, b);
}
