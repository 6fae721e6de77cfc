using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>1 / (1 + e⁻ˣ), stable at both ends. The result remembers x for the binary cross-entropy.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Sigmoid(x);</code></example>
    [Activation<SigmoidKernel>("sigmoid")]
    public static Tensor Sigmoid(this Tensor x)
    {
        if (x.IsSymbolic)
        {
            return Op.Compose("sigmoid", x, Sigmoid);
        }

        Tensor y = UnaryOp<SigmoidKernel>.Apply(x);
        y.RememberLogits(x, LogitsOf.Sigmoid);
        return y;
    }
}

/// <summary>1 / (1 + e⁻ˣ), stable at both ends.</summary>
internal readonly struct SigmoidKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Output;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V>
    {
        // e^−|x| never overflows.
        V e = V.Exp(-V.Abs(x));
        V large = V.Of(1) / (V.Of(1) + e);
        return V.Select(V.Greater(V.Of(0), x), e * large, large);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => dy * y * (V.Of(1) - y);
}
