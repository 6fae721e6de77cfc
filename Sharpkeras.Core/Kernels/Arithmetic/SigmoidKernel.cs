using System.Runtime.CompilerServices;

namespace Sharpkeras.Kernels;

/// <summary>1 / (1 + e⁻ˣ), stable at both ends.</summary>
public readonly struct SigmoidKernel : IUnaryKernel
{
    /// <inheritdoc/>
    public static GradientNeeds Needs => GradientNeeds.Output;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V>
    {
        // e^−|x| never overflows.
        V e = V.Exp(-V.Abs(x));
        V large = V.Of(1) / (V.Of(1) + e);
        return V.Select(V.Greater(V.Of(0), x), e * large, large);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => dy * y * (V.Of(1) - y);
}
