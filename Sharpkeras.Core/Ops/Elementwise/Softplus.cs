using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>ln(1 + eˣ), stable at both ends.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Softplus(x);</code></example>
    [Activation<SoftplusKernel>("softplus")]
    public static Tensor Softplus(this Tensor x) => UnaryOp<SoftplusKernel>.Apply(x);
}

/// <summary>ln(1 + eˣ), stable at both ends.</summary>
internal readonly struct SoftplusKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V> => V.Max(x, V.Of(0)) + V.Log1p(V.Exp(-V.Abs(x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => dy * default(SigmoidKernel).Forward(x);
}
