using System.Runtime.CompilerServices;

namespace Sharpkeras.Kernels;

/// <summary>y = eˣ.</summary>
public readonly struct ExpKernel : IUnaryKernel
{
    /// <inheritdoc/>
    public static GradientNeeds Needs => GradientNeeds.Output;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, ILane<V> => V.Exp(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => dy * y;
}
