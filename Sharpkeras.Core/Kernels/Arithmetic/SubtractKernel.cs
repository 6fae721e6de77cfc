using System.Runtime.CompilerServices;

namespace Sharpkeras.Kernels;

/// <summary>y = a − b.</summary>
public readonly struct SubtractKernel : INumberBinaryKernel
{
    /// <inheritdoc/>
    public static GradientNeeds Needs => GradientNeeds.Nothing;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V a, V b)
        where V : struct, INumberLane<V> => a - b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientA<V>(V a, V b, V y, V dy)
        where V : struct, INumberLane<V> => dy;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientB<V>(V a, V b, V y, V dy)
        where V : struct, INumberLane<V> => -dy;
}
