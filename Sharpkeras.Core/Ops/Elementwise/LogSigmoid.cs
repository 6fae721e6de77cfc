using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>ln(1 / (1 + e⁻ˣ)), stable at both ends.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.LogSigmoid(x);</code></example>
    [Activation<LogSigmoidKernel>("log_sigmoid")]
    public static Tensor LogSigmoid(this Tensor x) => UnaryOp<LogSigmoidKernel>.Apply(x);
}

/// <summary>ln sigmoid(x) = min(x, 0) − ln(1 + e^−|x|); its derivative is 1 − e^y.</summary>
internal readonly struct LogSigmoidKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Output;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V> => V.Min(x, V.Of(0)) - V.Log1p(V.Exp(-V.Abs(x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => -(dy * V.Expm1(y));
}
