using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The hyperbolic tangent.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Tanh(x);</code></example>
    [Activation<TanhKernel>("tanh")]
    public static Tensor Tanh(this Tensor x) => UnaryOp<TanhKernel>.Apply(x);
}

/// <summary>The hyperbolic tangent.</summary>
internal readonly struct TanhKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Output;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V> => V.Tanh(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => dy * (V.Of(1) - (y * y));
}
