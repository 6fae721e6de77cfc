using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>x − tanh x.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.TanhShrink(x);</code></example>
    [Activation<TanhShrinkKernel>("tanh_shrink")]
    public static Tensor TanhShrink(this Tensor x) => UnaryOp<TanhShrinkKernel>.Apply(x);
}

/// <summary>x − tanh x.</summary>
internal readonly struct TanhShrinkKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V> => x - V.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V>
    {
        V t = V.Tanh(x);
        return dy * t * t;
    }
}
