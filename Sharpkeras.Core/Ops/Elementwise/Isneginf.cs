using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Whether it is −∞; integers are not.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <returns>Boolean, the same shape.</returns>
    /// <example><code>Tensor y = Ops.Isneginf(x);</code></example>
    public static Tensor Isneginf(this Tensor x) => CompareOp<IsneginfKernel>.Apply(x, x);
}

/// <summary>Whether it is infinite and below 0.</summary>
internal readonly struct IsneginfKernel : ICompareKernel
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Compare<V>(V a, V b)
        where V : struct, INumberLane<V> => V.And(V.Greater(V.Of(0), a), V.And(V.Equal(a, b), V.Not(V.Equal(a - b, V.Of(0)))));
}
