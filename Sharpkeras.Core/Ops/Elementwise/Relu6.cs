using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>min(max(x, 0), 6). The gradient is 0 outside of (0, 6).</summary>
    /// <param name="x">Any shape, every numeric type.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Relu6(x);</code></example>
    [Activation<FloatingUnary<Relu6Kernel>>("relu6")]
    public static Tensor Relu6(this Tensor x) => NumberUnaryOp<Relu6Kernel>.Apply(x);
}

/// <summary>min(max(x, 0), 6). The gradient is 0 outside of (0, 6).</summary>
internal readonly struct Relu6Kernel : INumberUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Output;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, INumberLane<V> => V.Min(V.Max(x, V.Of(0)), V.Of(6));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, INumberLane<V> => V.Select(V.And(V.Greater(y, V.Of(0)), V.Greater(V.Of(6), y)), dy, V.Of(0));
}
