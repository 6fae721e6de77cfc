using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Degrees to radians, x·π/180.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Deg2rad(x);</code></example>
    public static Tensor Deg2rad(this Tensor x) => UnaryOp<Deg2radKernel>.Apply(x);
}

/// <summary>Degrees to radians, x·π/180.</summary>
internal readonly struct Deg2radKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Nothing;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V> => x * V.Of(Math.PI / 180);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => dy * V.Of(Math.PI / 180);
}
