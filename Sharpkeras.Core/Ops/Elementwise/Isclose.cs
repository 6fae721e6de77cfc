using System.Runtime.CompilerServices;
using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Whether |a − b| ≤ atol + rtol·|b|. Equal infinities are close; integers only when they are equal. The shapes broadcast.</summary>
    /// <param name="a">Any shape and type.</param>
    /// <param name="b">The same type; a shape that broadcasts with that of <paramref name="a"/>.</param>
    /// <param name="rtol">The tolerance as a share of |b|, not negative.</param>
    /// <param name="atol">The tolerance, not negative.</param>
    /// <param name="equalNan">Whether two values that are not numbers are close.</param>
    /// <returns>Boolean, in the shape to which both broadcast.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A tolerance is negative or not a number.</exception>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    /// <exception cref="DTypeException">The types differ.</exception>
    /// <example><code>Tensor y = Ops.Isclose(a, b, rtol: 1e-3);</code></example>
    public static Tensor Isclose(this Tensor a, Tensor b, double rtol = 1e-5, double atol = 1e-8, bool equalNan = false)
    {
        Check.Range(rtol, 0, double.PositiveInfinity, nameof(rtol), "isclose");
        Check.Range(atol, 0, double.PositiveInfinity, nameof(atol), "isclose");
        return a.DType.IsFloating()
            ? Op.Apply(new CompareOp<IscloseKernel>(new IscloseKernel(rtol, atol, equalNan ? 1 : 0)), a, b)
            : Equal(a, b);
    }
}

/// <summary>|a − b| ≤ atol + rtol·|b| for finite values, else equality.</summary>
internal readonly struct IscloseKernel(Parameter rtol, Parameter atol, Parameter equalNan) : ICompareKernel
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Compare<V>(V a, V b)
        where V : struct, INumberLane<V>
    {
        V finite = V.And(V.Equal(a - a, V.Of(0)), V.Equal(b - b, V.Of(0)));
        V close = V.GreaterOrEqual(V.Of(atol) + (V.Of(rtol) * V.Abs(b)), V.Abs(a - b));
        V noNumbers = V.Not(V.Or(V.Equal(a, a), V.Equal(b, b)));
        V alike = V.And(noNumbers, V.Greater(V.Of(equalNan), V.Of(0)));
        return V.Or(V.Or(V.And(finite, close), V.Equal(a, b)), alike);
    }
}
