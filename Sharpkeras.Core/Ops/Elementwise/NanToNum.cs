using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Values that are not finite replaced by numbers. The gradient is 0 there. Integers stay.</summary>
    /// <param name="x">Any shape and type.</param>
    /// <param name="nan">What replaces values that are not numbers.</param>
    /// <param name="posinf">What replaces ∞; null for the largest number of the type.</param>
    /// <param name="neginf">What replaces −∞; null for the lowest number of the type.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.NanToNum(x, posinf: 1e6);</code></example>
    public static Tensor NanToNum(this Tensor x, double nan = 0, double? posinf = null, double? neginf = null) => x.DType.IsFloating()
        ? Op.Apply(new UnaryOp<NanToNumKernel>(new NanToNumKernel(nan, posinf ?? double.NaN, neginf ?? double.NaN)), x)
        : Copy(x);
}

/// <summary>Replaces what is not finite. A limit that is not a number stands for the type's own.</summary>
internal readonly struct NanToNumKernel(Parameter nan, Parameter posinf, Parameter neginf) : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V>
    {
        V lowest = V.BitIncrement(V.Lowest);
        V high = V.Of(posinf);
        V low = V.Of(neginf);
        V y = V.Select(V.Equal(x, V.Highest), V.Select(V.Equal(high, high), high, -lowest), x);
        y = V.Select(V.Equal(x, V.Lowest), V.Select(V.Equal(low, low), low, lowest), y);
        return V.Select(V.Equal(x, x), y, V.Of(nan));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => V.Select(V.Equal(x - x, V.Of(0)), dy, V.Of(0));
}
