using System.Runtime.CompilerServices;

namespace Sharpkeras.Kernels;

/// <summary>y = a / b.</summary>
public readonly struct DivideKernel : IBinaryKernel
{
    /// <inheritdoc/>
    public static GradientNeeds Needs => GradientNeeds.Input;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V a, V b)
        where V : struct, ILane<V> => a / b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientA<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V> => dy / b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientB<V>(V a, V b, V y, V dy)
        where V : struct, ILane<V> => -(dy * a) / (b * b);
}
