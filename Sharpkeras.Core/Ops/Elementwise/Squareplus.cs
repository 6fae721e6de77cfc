using System.Runtime.CompilerServices;
using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>½·(x + √(x² + b)) (Barron 2021).</summary>
    /// <param name="x">Any shape, float32 or float64.</param>
    /// <param name="b">How smooth the bend is, not negative.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="ArgumentOutOfRangeException">b is negative or not a number.</exception>
    /// <example><code>Tensor y = Ops.Squareplus(x);</code></example>
    [Activation("squareplus")]
    public static Tensor Squareplus(this Tensor x, double b = 4)
    {
        Check.Range(b, 0, double.PositiveInfinity, nameof(b), "squareplus");
        return Op.Apply(new UnaryOp<SquareplusKernel>(new SquareplusKernel(b)), x);
    }
}

/// <summary>½·(x + √(x² + b)).</summary>
internal readonly struct SquareplusKernel(Parameter b) : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V>
    {
        // below 0 the sum cancels: there it is ½·b / (√(x² + b) − x)
        V root = V.Sqrt((x * x) + V.Of(b));
        V sum = V.Abs(x) + root;
        V below = V.Of(b) / V.Select(V.Greater(sum, V.Of(0)), sum, V.Of(1));
        return V.Of(0.5) * V.Select(V.Greater(V.Of(0), x), below, sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V>
    {
        V root = V.Sqrt((x * x) + V.Of(b));
        return V.Of(0.5) * dy * (V.Of(1) + (x / V.Select(V.Greater(root, V.Of(0)), root, V.Of(1))));
    }
}
