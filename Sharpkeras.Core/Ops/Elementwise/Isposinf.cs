using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Whether it is ∞; integers are not.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <returns>Boolean, the same shape.</returns>
    /// <example><code>Tensor y = Ops.Isposinf(x);</code></example>
    public static Tensor Isposinf(this Tensor x) => CompareOp<IsposinfKernel>.Apply(x, x);
}

/// <summary>Whether it is infinite and above 0.</summary>
internal readonly struct IsposinfKernel : ICompareKernel
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Compare<V>(V a, V b)
        where V : struct, INumberLane<V> => V.And(V.Greater(a, V.Of(0)), V.And(V.Equal(a, b), V.Not(V.Equal(a - b, V.Of(0)))));
}
