using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>x·sigmoid(x), also called swish.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Silu(x);</code></example>
    [Activation<SiluKernel>("silu", Alias = "swish")]
    public static Tensor Silu(this Tensor x) => UnaryOp<SiluKernel>.Apply(x);
}

/// <summary>x·sigmoid(x), also called swish.</summary>
internal readonly struct SiluKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V> => x * default(SigmoidKernel).Forward(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V>
    {
        V s = default(SigmoidKernel).Forward(x);
        return dy * (s + (x * s * (V.Of(1) - s)));
    }
}
