using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>0 below −1, x above 1, ¼·(x + 1)² between.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.SparsePlus(x);</code></example>
    [Activation<SparsePlusKernel>("sparse_plus")]
    public static Tensor SparsePlus(this Tensor x) => UnaryOp<SparsePlusKernel>.Apply(x);
}

/// <summary>0 below −1, x above 1, ¼·(x + 1)² between.</summary>
internal readonly struct SparsePlusKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V>
    {
        V t = V.Max(x + V.Of(1), V.Of(0));
        return V.Select(V.Greater(V.Of(1), x), V.Of(0.25) * t * t, x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => dy * V.Min(V.Max(V.Of(0.5) * (x + V.Of(1)), V.Of(0)), V.Of(1));
}
