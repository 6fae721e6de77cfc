using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>0 below −1, 1 above 1, ½·(x + 1) between: the derivative of <see cref="SparsePlus"/> (Blondel et al. 2019).</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.SparseSigmoid(x);</code></example>
    [Activation<SparseSigmoidKernel>("sparse_sigmoid")]
    public static Tensor SparseSigmoid(this Tensor x) => UnaryOp<SparseSigmoidKernel>.Apply(x);
}

/// <summary>0 below −1, 1 above 1, ½·(x + 1) between.</summary>
internal readonly struct SparseSigmoidKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Output;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V> => V.Min(V.Max(V.Of(0.5) * (x + V.Of(1)), V.Of(0)), V.Of(1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => V.Select(V.And(V.Greater(y, V.Of(0)), V.Greater(V.Of(1), y)), V.Of(0.5) * dy, V.Of(0));
}
