using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>x·Φ(x), exactly, or by ½x(1 + tanh(√(2/π)·(x + 0.044715·x³))) (Hendrycks and Gimpel 2016).</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="approximate">Whether to approximate; keras.ops.gelu does so by default, the activation does not.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Gelu(x, approximate: true);</code></example>
    public static Tensor Gelu(this Tensor x, bool approximate) => approximate ? UnaryOp<GeluApproximateKernel>.Apply(x) : Gelu(x);
}

/// <summary>½x(1 + tanh(√(2/π)·(x + 0.044715·x³))).</summary>
internal readonly struct GeluApproximateKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V> => V.Of(0.5) * x * (V.Of(1) + Tangent(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V>
    {
        V t = Tangent(x);
        V inner = V.Of(0.7978845608028654) * (V.Of(1) + (V.Of(3 * 0.044715) * x * x));
        return dy * V.Of(0.5) * (V.Of(1) + t + (x * (V.Of(1) - (t * t)) * inner));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Tangent<V>(V x)
        where V : struct, ILane<V> => V.Tanh(V.Of(0.7978845608028654) * (x + (V.Of(0.044715) * x * x * x)));
}
