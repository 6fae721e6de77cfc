using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>x above a threshold, a constant elsewhere. The gradient is 0 there.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="threshold">The threshold; values equal to it are replaced.</param>
    /// <param name="defaultValue">What replaces them.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = x.Threshold(0.1, 0);</code></example>
    [Activation("threshold")]
    public static Tensor Threshold(this Tensor x, double threshold, double defaultValue) =>
        Op.Apply(new UnaryOp<ThresholdKernel>(new ThresholdKernel(threshold, defaultValue)), x);
}

/// <summary>x where it is above the threshold, else the default value.</summary>
internal readonly struct ThresholdKernel(Parameter threshold, Parameter defaultValue) : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V> => V.Select(V.Greater(x, V.Of(threshold)), x, V.Of(defaultValue));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => V.Select(V.Greater(x, V.Of(threshold)), dy, V.Of(0));
}
