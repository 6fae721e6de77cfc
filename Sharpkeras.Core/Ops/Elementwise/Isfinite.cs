using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Whether it is a number other than ±∞; integers are.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <returns>Boolean, the same shape.</returns>
    /// <example><code>Tensor y = Ops.Isfinite(x);</code></example>
    public static Tensor Isfinite(this Tensor x) => CompareOp<IsfiniteKernel>.Apply(x, x);
}

/// <summary>Whether its difference from itself is 0.</summary>
internal readonly struct IsfiniteKernel : ICompareKernel
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Compare<V>(V a, V b)
        where V : struct, INumberLane<V> => V.Equal(a - b, V.Of(0));
}
