using System.Runtime.CompilerServices;
using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>x above 0, α·(e^(x/α) − 1) below (Barron 2017).</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="alpha">α, a finite number other than 0.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="ArgumentOutOfRangeException">α is 0 or not finite.</exception>
    /// <example><code>Tensor y = Ops.Celu(x);</code></example>
    [Activation("celu")]
    public static Tensor Celu(this Tensor x, double alpha = 1)
    {
        Check.NotZero(alpha, nameof(alpha), "celu");
        return Op.Apply(new UnaryOp<CeluKernel>(new CeluKernel(alpha)), x);
    }
}

/// <summary>x above 0, α·(e^(x/α) − 1) below.</summary>
internal readonly struct CeluKernel(Parameter alpha) : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V> => V.Max(x, V.Of(0)) + (V.Of(alpha) * V.Expm1(V.Min(x, V.Of(0)) / V.Of(alpha)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => dy * V.Exp(V.Min(x, V.Of(0)) / V.Of(alpha));
}
