using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>x·tanh(softplus(x)) (Misra 2019).</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Mish(x);</code></example>
    [Activation<MishKernel>("mish")]
    public static Tensor Mish(this Tensor x) => UnaryOp<MishKernel>.Apply(x);
}

/// <summary>x·tanh(softplus(x)), where tanh(ln(1 + e)) = (e² + 2e) / (e² + 2e + 2): no logarithm is needed.</summary>
internal readonly struct MishKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V> => x * Gate(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V>
    {
        // the derivative of the gate is 4·e·(1 + e) / (1 + (1 + e)²)², e = eˣ, and the same in 1/e above 0
        V e = V.Exp(-V.Abs(x));
        V one = V.Of(1);
        V positive = V.GreaterOrEqual(x, V.Of(0));
        V root = V.Select(positive, one + (V.Of(2) * e * (one + e)), V.Of(2) + (e * (V.Of(2) + e)));
        V above = V.Select(positive, e * e, e) * (one + e);
        return dy * (Gate(x) + (x * V.Of(4) * above / (root * root)));
    }

    /// <summary>tanh(softplus(x)), by e^−|x|, which never overflows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Gate<V>(V x)
        where V : struct, ILane<V>
    {
        V e = V.Exp(-V.Abs(x));
        V above = V.Of(1) + (V.Of(2) * e);
        V below = e * (V.Of(2) + e);
        return V.Select(V.Greater(V.Of(0), x), below / (below + V.Of(2)), above / (above + (V.Of(2) * e * e)));
    }
}
