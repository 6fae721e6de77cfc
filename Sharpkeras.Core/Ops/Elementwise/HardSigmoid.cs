using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>0 below −3, 1 above 3, x/6 + ½ between.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.HardSigmoid(x);</code></example>
    [Activation<HardSigmoidKernel>("hard_sigmoid")]
    public static Tensor HardSigmoid(this Tensor x) => UnaryOp<HardSigmoidKernel>.Apply(x);
}

/// <summary>0 below −3, 1 above 3, x/6 + ½ between.</summary>
internal readonly struct HardSigmoidKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Output;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V> => V.Min(V.Max(x + V.Of(3), V.Of(0)), V.Of(6)) / V.Of(6);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => V.Select(V.And(V.Greater(y, V.Of(0)), V.Greater(V.Of(1), y)), dy / V.Of(6), V.Of(0));
}
