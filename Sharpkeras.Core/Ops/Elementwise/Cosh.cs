using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The hyperbolic cosine, (eˣ + e⁻ˣ) / 2.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Cosh(x);</code></example>
    public static Tensor Cosh(this Tensor x) => UnaryOp<CoshKernel>.Apply(x);
}

/// <summary>The hyperbolic cosine, (eˣ + e⁻ˣ) / 2.</summary>
internal readonly struct CoshKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V>
    {
        V e = V.Exp(V.Abs(x));
        return V.Of(0.5) * (e + (V.Of(1) / e));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => dy * default(SinhKernel).Forward(x);
}
