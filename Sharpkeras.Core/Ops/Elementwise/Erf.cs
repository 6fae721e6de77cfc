using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The error function, 2/√π ∫₀ˣ e^(−t²) dt.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Erf(x);</code></example>
    public static Tensor Erf(this Tensor x) => UnaryOp<ErfKernel>.Apply(x);
}

/// <summary>The error function, 2/√π ∫₀ˣ e^(−t²) dt.</summary>
internal readonly struct ErfKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V> => V.Erf(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => dy * V.Of(1.1283791670955126) * V.Exp(-(x * x));
}
