using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Whether it is ∞ or −∞; integers are not.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <returns>Boolean, the same shape.</returns>
    /// <example><code>Tensor y = Ops.Isinf(x);</code></example>
    public static Tensor Isinf(this Tensor x) => CompareOp<IsinfKernel>.Apply(x, x);
}

/// <summary>Whether it equals itself, but the difference is not 0.</summary>
internal readonly struct IsinfKernel : ICompareKernel
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Compare<V>(V a, V b)
        where V : struct, INumberLane<V> => V.And(V.Equal(a, b), V.Not(V.Equal(a - b, V.Of(0))));
}
