using System.Runtime.CompilerServices;

namespace Sharpkeras.Kernels;

/// <summary>y = b: what is scattered replaces what was there.</summary>
public readonly struct ReplaceKernel : INumberBinaryKernel
{
    /// <inheritdoc/>
    public static GradientNeeds Needs => GradientNeeds.Nothing;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V a, V b)
        where V : struct, INumberLane<V> => b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientA<V>(V a, V b, V y, V dy)
        where V : struct, INumberLane<V> => V.Of(0);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientB<V>(V a, V b, V y, V dy)
        where V : struct, INumberLane<V> => dy;
}
