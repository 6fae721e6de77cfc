using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Whether a ≠ b. The shapes broadcast.</summary>
    /// <param name="a">Any shape and type.</param>
    /// <param name="b">The same type; a shape that broadcasts with that of <paramref name="a"/>.</param>
    /// <returns>Boolean, in the shape to which both broadcast.</returns>
    /// <example><code>Tensor y = Ops.NotEqual(a, b);</code></example>
    public static Tensor NotEqual(this Tensor a, Tensor b) => CompareOp<NotEqualKernel>.Apply(a, b);
}

/// <summary>Whether a ≠ b.</summary>
internal readonly struct NotEqualKernel : ICompareKernel
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Compare<V>(V a, V b)
        where V : struct, INumberLane<V> => V.Not(V.Equal(a, b));
}
