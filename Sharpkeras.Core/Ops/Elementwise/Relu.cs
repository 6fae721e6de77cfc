using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>max(x, 0). The gradient at 0 is 0.</summary>
    /// <param name="x">Any shape, every numeric type.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Relu(x);</code></example>
    [Activation<FloatingUnary<ReluKernel>>("relu")]
    public static Tensor Relu(this Tensor x) => NumberUnaryOp<ReluKernel>.Apply(x);
}

/// <summary>max(x, 0). The gradient at 0 is 0.</summary>
internal readonly struct ReluKernel : INumberUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Output;

    public static bool IsRectifier => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, INumberLane<V> => V.Max(x, V.Of(0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, INumberLane<V> => V.Select(V.Greater(y, V.Of(0)), dy, V.Of(0));
}
