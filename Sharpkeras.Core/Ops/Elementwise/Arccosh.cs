using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The inverse of the hyperbolic cosine, ln(x + √(x² − 1)); not a number below 1.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Arccosh(x);</code></example>
    public static Tensor Arccosh(this Tensor x) => UnaryOp<ArccoshKernel>.Apply(x);
}

/// <summary>The inverse of the hyperbolic cosine, ln(x + √(x² − 1)); not a number below 1.</summary>
internal readonly struct ArccoshKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V>
    {
        // ln(1 + t + √(2t + t²)) for t = x − 1 loses no digits near 1; far out, where t² overflows, it is ln 2x.
        V t = x - V.Of(1);
        V near = V.Log1p(t + V.Sqrt(t * (t + V.Of(2))));
        V far = V.Log(x) + V.Of(0.6931471805599453);
        V result = V.Select(V.Greater(x, V.Of(268435456)), far, near);
        return V.Select(V.Greater(V.Of(1), x), V.Of(double.NaN), result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => dy / (V.Sqrt(x - V.Of(1)) * V.Sqrt(x + V.Of(1)));
}
