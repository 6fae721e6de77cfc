using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>x / (1 + |x|).</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Softsign(x);</code></example>
    [Activation<SoftsignKernel>("softsign")]
    public static Tensor Softsign(this Tensor x) => UnaryOp<SoftsignKernel>.Apply(x);
}

/// <summary>x / (1 + |x|).</summary>
internal readonly struct SoftsignKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V> => x / (V.Of(1) + V.Abs(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V>
    {
        V d = V.Of(1) + V.Abs(x);
        return dy / (d * d);
    }
}
