using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Radians to degrees, x·180/π.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Rad2deg(x);</code></example>
    public static Tensor Rad2deg(this Tensor x) => UnaryOp<Rad2degKernel>.Apply(x);
}

/// <summary>Radians to degrees, x·180/π.</summary>
internal readonly struct Rad2degKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Nothing;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V> => x * V.Of(180 / Math.PI);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => dy * V.Of(180 / Math.PI);
}
