using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The remainder of a / b with the sign of b: a − b·⌊a / b⌋. The shapes broadcast.</summary>
    /// <param name="a">Any shape, every numeric type. For integers a remainder of a division by 0 is 0.</param>
    /// <param name="b">The same type; a shape that broadcasts with that of <paramref name="a"/>.</param>
    /// <returns>The shape to which both broadcast.</returns>
    /// <exception cref="Diagnostics.ShapeException">The shapes do not broadcast.</exception>
    /// <exception cref="Diagnostics.DTypeException">The types differ or do not fit.</exception>
    /// <example><code>Tensor y = Ops.Mod(a, b);</code></example>
    public static Tensor Mod(this Tensor a, Tensor b) =>
        a.DType.IsFloating() ? BinaryOp<ModKernel>.Apply(a, b) : IntegerBinaryOp<ModKernel>.Apply(a, b);

    /// <summary>Keras's other word for <see cref="Mod"/>.</summary>
    /// <param name="a">Any shape, every numeric type.</param>
    /// <param name="b">The same type; a shape that broadcasts with that of <paramref name="a"/>.</param>
    /// <returns>The shape to which both broadcast.</returns>
    public static Tensor FloorMod(this Tensor a, Tensor b) => Mod(a, b);
}

/// <summary>The remainder of a / b with the sign of b: a − b·⌊a / b⌋.</summary>
internal readonly struct ModKernel : IBinaryKernel, IIntegerBinaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V a, V b)
        where V : struct, ILane<V> => a - (b * V.Floor(a / b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientA<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V> => dy;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientB<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V> => -(dy * V.Floor(a / b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    V IIntegerBinaryKernel.Forward<V>(V a, V b) => V.FloorMod(a, b);
}
