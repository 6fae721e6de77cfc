using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>x·Φ(x) with the normal distribution Φ, exactly (Hendrycks and Gimpel 2016).</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Gelu(x);</code></example>
    [Activation<GeluKernel>("gelu")]
    public static Tensor Gelu(this Tensor x) => UnaryOp<GeluKernel>.Apply(x);
}

/// <summary>x·Φ(x) with the normal distribution Φ, exactly (Hendrycks and Gimpel 2016).</summary>
internal readonly struct GeluKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V> => V.Of(0.5) * x * (V.Of(1) + V.Erf(x * V.Of(0.7071067811865476)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V>
    {
        V cumulative = V.Of(0.5) * (V.Of(1) + V.Erf(x * V.Of(0.7071067811865476)));
        V density = V.Of(0.3989422804014327) * V.Exp(V.Of(-0.5) * x * x);
        return dy * (cumulative + (x * density));
    }
}
