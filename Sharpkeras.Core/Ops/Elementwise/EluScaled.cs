using System.Runtime.CompilerServices;
using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>x above 0, α·(eˣ − 1) below (Clevert et al. 2016).</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="alpha">α, a finite number.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="ArgumentOutOfRangeException">α is not finite.</exception>
    /// <example><code>Tensor y = Ops.Elu(x, alpha: 0.5);</code></example>
    public static Tensor Elu(this Tensor x, double alpha)
    {
        Check.Finite(alpha, nameof(alpha), "elu");
        return alpha == 1 ? Elu(x) : Op.Apply(new UnaryOp<EluScaledKernel>(new EluScaledKernel(alpha)), x);
    }
}

/// <summary>x above 0, α·(eˣ − 1) below.</summary>
internal readonly struct EluScaledKernel(Parameter alpha) : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V> => V.Select(V.Greater(x, V.Of(0)), x, V.Of(alpha) * V.Expm1(V.Min(x, V.Of(0))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => V.Select(V.Greater(x, V.Of(0)), dy, dy * V.Of(alpha) * V.Exp(V.Min(x, V.Of(0))));
}
