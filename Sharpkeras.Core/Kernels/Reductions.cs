using System.Runtime.CompilerServices;

namespace Sharpkeras.Kernels;

/// <summary>The sum.</summary>
public readonly struct SumReduction : IReduceKernel
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Identity<V>()
        where V : struct, INumberLane<V> => V.Of(0);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Combine<V>(V accumulated, V value)
        where V : struct, INumberLane<V> => accumulated + value;
}

/// <summary>The product.</summary>
public readonly struct ProductReduction : IReduceKernel
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Identity<V>()
        where V : struct, INumberLane<V> => V.Of(1);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Combine<V>(V accumulated, V value)
        where V : struct, INumberLane<V> => accumulated * value;
}

/// <summary>The largest value; not a number when there is one.</summary>
public readonly struct MaxReduction : IReduceKernel
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Identity<V>()
        where V : struct, INumberLane<V> => V.Lowest;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Combine<V>(V accumulated, V value)
        where V : struct, INumberLane<V> => V.Max(accumulated, value);
}

/// <summary>The smallest value; not a number when there is one.</summary>
public readonly struct MinReduction : IReduceKernel
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Identity<V>()
        where V : struct, INumberLane<V> => V.Highest;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Combine<V>(V accumulated, V value)
        where V : struct, INumberLane<V> => V.Min(accumulated, value);
}
