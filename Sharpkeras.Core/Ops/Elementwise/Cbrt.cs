using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>The cube root, also of negative numbers.</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <returns>The same shape and type.</returns>
    /// <example><code>Tensor y = Ops.Cbrt(x);</code></example>
    public static Tensor Cbrt(this Tensor x) => UnaryOp<CbrtKernel>.Apply(x);
}

/// <summary>The cube root, also of negative numbers.</summary>
internal readonly struct CbrtKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Output;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V>
    {
        // a power, and one step of Newton's method, since no number is a third
        V a = V.Abs(x);
        V guess = V.Pow(a, V.Of(1.0 / 3.0));
        V better = guess - ((guess - (a / (guess * guess))) * V.Of(1.0 / 3.0));
        V fixedPoint = V.Or(V.Equal(a, V.Of(0)), V.Equal(a, V.Highest));
        V root = V.Select(fixedPoint, a, better);
        return V.Select(V.Greater(V.Of(0), x), -root, root);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => dy / (V.Of(3) * y * y);
}
