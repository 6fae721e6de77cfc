using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>x above 0, eˣ − 1 below (Clevert et al. 2016).</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Elu(x);</code></example>
    [Activation<EluKernel>("elu")]
    public static Tensor Elu(this Tensor x) => UnaryOp<EluKernel>.Apply(x);
}

/// <summary>x above 0, eˣ − 1 below (Clevert et al. 2016).</summary>
internal readonly struct EluKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Output;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V> => V.Select(V.Greater(x, V.Of(0)), x, V.Expm1(V.Min(x, V.Of(0))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => V.Select(V.Greater(y, V.Of(0)), dy, dy * (y + V.Of(1)));
}
