using System.Runtime.CompilerServices;
using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>x above 0, slope·x elsewhere. The gradient at 0 is the slope.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="negativeSlope">The slope below 0, a finite number.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The slope is not finite.</exception>
    /// <example><code>Tensor y = Ops.LeakyRelu(x);</code></example>
    [Activation("leaky_relu")]
    public static Tensor LeakyRelu(this Tensor x, double negativeSlope = 0.2)
    {
        Check.Finite(negativeSlope, nameof(negativeSlope), "leaky_relu");
        return Op.Apply(new UnaryOp<LeakyReluKernel>(new LeakyReluKernel(negativeSlope)), x);
    }
}

/// <summary>x above 0, slope·x elsewhere. The gradient at 0 is the slope.</summary>
internal readonly struct LeakyReluKernel(Parameter negativeSlope) : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V> => V.Select(V.Greater(x, V.Of(0)), x, V.Of(negativeSlope) * x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => V.Select(V.Greater(x, V.Of(0)), dy, V.Of(negativeSlope) * dy);
}
