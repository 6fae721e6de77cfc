using System.Runtime.CompilerServices;
using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>
    /// The negative logarithm of the likelihood of counts z under a Poisson distribution with the mean eᶜ: eᶜ − z·c. The full loss also
    /// has ln z! in Stirling's form, z·ln z − z + ½·ln(2πz) for z above 1, which c does not change.
    /// </summary>
    /// <param name="targets">The counts z, any shape, floating.</param>
    /// <param name="logInput">The logarithms c of the means, the same shape and type.</param>
    /// <param name="computeFullLoss">Whether to add Stirling's form.</param>
    /// <returns>The same shape.</returns>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    /// <example><code>Tensor losses = Ops.LogPoissonLoss(counts, logMeans);</code></example>
    public static Tensor LogPoissonLoss(Tensor targets, Tensor logInput, bool computeFullLoss = false)
    {
        Check.SameShape(targets.Shape, logInput.Shape, "log_poisson_loss");
        Tensor loss = BinaryOp<LogPoissonLossKernel>.Apply(targets, logInput);
        return computeFullLoss ? loss + UnaryOp<StirlingKernel>.Apply(targets) : loss;
    }
}

/// <summary>eᵇ − a·b.</summary>
internal readonly struct LogPoissonLossKernel : IBinaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V a, V b)
        where V : struct, ILane<V> => V.Exp(b) - (a * b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientA<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V> => -(dy * b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientB<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V> => dy * (V.Exp(b) - a);
}

/// <summary>x·ln x − x + ½·ln(2πx), and 0 in [0, 1].</summary>
internal readonly struct StirlingKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Input;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V>
    {
        V sum = (x * V.Log(x)) - x + (V.Of(0.5) * V.Log(V.Of(2 * Math.PI) * x));
        return V.Select(IsSmall(x), V.Of(0), sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => V.Select(IsSmall(x), V.Of(0), dy * (V.Log(x) + (V.Of(0.5) / x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V IsSmall<V>(V x)
        where V : struct, ILane<V> => V.And(V.GreaterOrEqual(x, V.Of(0)), V.GreaterOrEqual(V.Of(1), x));
}
