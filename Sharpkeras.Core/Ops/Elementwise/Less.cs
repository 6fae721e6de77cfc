using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Whether a &lt; b. The shapes broadcast.</summary>
    /// <param name="a">Any shape and type.</param>
    /// <param name="b">The same type; a shape that broadcasts with that of <paramref name="a"/>.</param>
    /// <returns>Boolean, in the shape to which both broadcast.</returns>
    /// <example><code>Tensor y = Ops.Less(a, b);</code></example>
    public static Tensor Less(this Tensor a, Tensor b) => CompareOp<LessKernel>.Apply(a, b);
}

/// <summary>Whether a &lt; b.</summary>
internal readonly struct LessKernel : ICompareKernel
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Compare<V>(V a, V b)
        where V : struct, INumberLane<V> => V.Greater(b, a);
}
