using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The logarithm to base 10.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Log10(x);</code></example>
    public static Tensor Log10(this Tensor x) => UnaryOp<Log10Kernel>.Apply(x);
}

/// <summary>The logarithm to base 10.</summary>
internal readonly struct Log10Kernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V> => V.Log(x) * V.Of(0.4342944819032518);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => dy * V.Of(0.4342944819032518) / x;
}
