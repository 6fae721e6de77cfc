using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>x·hard_sigmoid(x), also called hard swish (Howard et al. 2019).</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.HardSilu(x);</code></example>
    [Activation<HardSiluKernel>("hard_silu", Alias = "hard_swish")]
    public static Tensor HardSilu(this Tensor x) => UnaryOp<HardSiluKernel>.Apply(x);

    /// <summary>x·hard_sigmoid(x): Keras's other word for <see cref="HardSilu"/>.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    public static Tensor HardSwish(this Tensor x) => HardSilu(x);
}

/// <summary>x·hard_sigmoid(x), also called hard swish (Howard et al. 2019).</summary>
internal readonly struct HardSiluKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V> => x * default(HardSigmoidKernel).Forward(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V>
    {
        V middle = V.And(V.Greater(x, V.Of(-3)), V.Greater(V.Of(3), x));
        V slope = V.Select(V.Greater(x, V.Of(0)), V.Of(1), V.Of(0));
        return dy * V.Select(middle, (x / V.Of(3)) + V.Of(0.5), slope);
    }
}
