using System.Runtime.CompilerServices;

namespace Sharpkeras.Kernels;

/// <summary>y = x².</summary>
public readonly struct SquareKernel : INumberUnaryKernel
{
    /// <inheritdoc/>
    public static GradientNeeds Needs => GradientNeeds.Input;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V x)
        where V : struct, INumberLane<V> => x * x;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Gradient<V>(V x, V y, V dy)
        where V : struct, INumberLane<V> => dy * (x + x);
}
