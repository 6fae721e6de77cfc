using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The least common multiple, not negative; 0 where either is 0. The shapes broadcast.</summary>
    /// <param name="a">Any shape, every integer type.</param>
    /// <param name="b">The same type; a shape that broadcasts with that of <paramref name="a"/>.</param>
    /// <returns>The shape to which both broadcast, the same type. It has no gradient.</returns>
    /// <exception cref="Diagnostics.ShapeException">The shapes do not broadcast.</exception>
    /// <exception cref="Diagnostics.DTypeException">The types differ or do not fit.</exception>
    /// <example><code>Tensor z = Ops.Lcm(a, b);</code></example>
    public static Tensor Lcm(this Tensor a, Tensor b) => IntegerBinaryOp<LcmKernel>.Apply(a, b);
}

/// <summary>The least common multiple, not negative; 0 where either is 0.</summary>
internal readonly struct LcmKernel : IIntegerBinaryKernel
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V a, V b)
        where V : struct, IIntegerLane<V> => V.Abs(V.FloorDivide(a, V.Gcd(a, b)) * b);
}
