using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>|x|. The gradient at 0 is 0.</summary>
    /// <param name="x">Any shape, every numeric type.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Abs(x);</code></example>
    public static Tensor Abs(this Tensor x) => NumberUnaryOp<AbsKernel>.Apply(x);
}

/// <summary>|x|. The gradient at 0 is 0.</summary>
internal readonly struct AbsKernel : INumberUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, INumberLane<V> => V.Abs(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, INumberLane<V> => dy * V.Select(V.Greater(x, V.Of(0)), V.Of(1), V.Select(V.Greater(V.Of(0), x), -V.Of(1), V.Of(0)));
}
