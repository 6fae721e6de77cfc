using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Whether it is not a number; integers are numbers.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <returns>Boolean, the same shape.</returns>
    /// <example><code>Tensor y = Ops.Isnan(x);</code></example>
    public static Tensor Isnan(this Tensor x) => CompareOp<IsnanKernel>.Apply(x, x);
}

/// <summary>Whether it differs from itself.</summary>
internal readonly struct IsnanKernel : ICompareKernel
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Compare<V>(V a, V b)
        where V : struct, INumberLane<V> => V.Not(V.Equal(a, b));
}
