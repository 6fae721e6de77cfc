using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Whether a &gt; b. The shapes broadcast.</summary>
    /// <param name="a">Any shape and type.</param>
    /// <param name="b">The same type; a shape that broadcasts with that of <paramref name="a"/>.</param>
    /// <returns>Boolean, in the shape to which both broadcast.</returns>
    /// <example><code>Tensor y = Ops.Greater(a, b);</code></example>
    public static Tensor Greater(this Tensor a, Tensor b) => CompareOp<GreaterKernel>.Apply(a, b);
}

/// <summary>Whether a &gt; b.</summary>
internal readonly struct GreaterKernel : ICompareKernel
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Compare<V>(V a, V b)
        where V : struct, INumberLane<V> => V.Greater(a, b);
}
