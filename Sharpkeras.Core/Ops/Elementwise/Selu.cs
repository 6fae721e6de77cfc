using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>1.0507…·x above 0, 1.0507…·1.6733…·(eˣ − 1) below (Klambauer et al. 2017).</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Selu(x);</code></example>
    [Activation<SeluKernel>("selu")]
    public static Tensor Selu(this Tensor x) => UnaryOp<SeluKernel>.Apply(x);
}

/// <summary>1.0507…·x above 0, 1.0507…·1.6733…·(eˣ − 1) below (Klambauer et al. 2017).</summary>
internal readonly struct SeluKernel : IUnaryKernel
{
    private const double Scale = 1.0507009873554804934193349852946;
    private const double ScaleAlpha = Scale * 1.6732632423543772848170429916717;

    public static GradientNeeds Needs => GradientNeeds.Output;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V> => V.Select(V.Greater(x, V.Of(0)), V.Of(Scale) * x, V.Of(ScaleAlpha) * V.Expm1(V.Min(x, V.Of(0))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => V.Select(V.Greater(V.Of(0), y), dy * (y + V.Of(ScaleAlpha)), dy * V.Of(Scale));
}
