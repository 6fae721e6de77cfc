using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>min(max(x, −1), 1). The gradient is 0 outside of [−1, 1].</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.HardTanh(x);</code></example>
    [Activation<HardTanhKernel>("hard_tanh")]
    public static Tensor HardTanh(this Tensor x) => UnaryOp<HardTanhKernel>.Apply(x);
}

/// <summary>min(max(x, −1), 1). The gradient is 0 outside of [−1, 1].</summary>
internal readonly struct HardTanhKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V> => V.Min(V.Max(x, V.Of(-1)), V.Of(1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => V.Select(V.GreaterOrEqual(V.Of(1), V.Abs(x)), dy, V.Of(0));
}
