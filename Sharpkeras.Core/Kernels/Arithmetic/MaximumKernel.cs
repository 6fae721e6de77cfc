using System.Runtime.CompilerServices;

namespace Sharpkeras.Kernels;

/// <summary>y = max(a, b). The gradient goes to a where a ≥ b, else to b, as TensorFlow does.</summary>
public readonly struct MaximumKernel : INumberBinaryKernel
{
    /// <inheritdoc/>
    public static GradientNeeds Needs => GradientNeeds.Input;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Forward<V>(V a, V b)
        where V : struct, INumberLane<V> => V.Max(a, b);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientA<V>(V a, V b, V y, V dy)
        where V : struct, INumberLane<V> => V.Select(V.GreaterOrEqual(a, b), dy, V.Of(0));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V GradientB<V>(V a, V b, V y, V dy)
        where V : struct, INumberLane<V> => V.Select(V.GreaterOrEqual(a, b), V.Of(0), dy);
}
