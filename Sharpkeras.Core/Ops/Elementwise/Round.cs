using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The nearest integer, ties to even. The gradient is 0.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Round(x);</code></example>
    public static Tensor Round(this Tensor x) => UnaryOp<RoundKernel>.Apply(x);

    /// <summary>The nearest number with so many decimals, ties to even. The gradient is 0.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="decimals">The number of decimals; negative ones round to tens, hundreds and so on.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Round(x, decimals: 2);</code></example>
    public static Tensor Round(this Tensor x, int decimals)
    {
        double factor = Math.Pow(10, decimals);
        return decimals == 0 ? Round(x) : Round(x * factor) / factor;
    }
}

/// <summary>The nearest integer, ties to even. The gradient is 0.</summary>
internal readonly struct RoundKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Nothing;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V> => V.Round(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => V.Of(0);
}
