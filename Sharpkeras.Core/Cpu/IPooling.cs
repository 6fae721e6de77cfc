using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>What a pooling makes of the values of a window.</summary>
internal interface IPooling
{
    /// <summary>One more value.</summary>
    static abstract V Combine<V>(V sum, V value)
        where V : struct, ILane<V>;

    /// <summary>The result, given one divided by the number of values.</summary>
    static abstract V Finish<V>(V sum, V share)
        where V : struct, ILane<V>;

    /// <summary>The result of a window that lies in the border.</summary>
    static abstract V Nothing<V>()
        where V : struct, ILane<V>;
}

/// <summary>The largest value.</summary>
internal readonly struct PoolMax : IPooling
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V>(V sum, V value)
        where V : struct, ILane<V> => V.Max(sum, value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Finish<V>(V sum, V share)
        where V : struct, ILane<V> => sum;

    public static V Nothing<V>()
        where V : struct, ILane<V> => V.Lowest;
}

/// <summary>The mean.</summary>
internal readonly struct PoolAverage : IPooling
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Combine<V>(V sum, V value)
        where V : struct, ILane<V> => sum + value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Finish<V>(V sum, V share)
        where V : struct, ILane<V> => sum * share;

    public static V Nothing<V>()
        where V : struct, ILane<V> => V.Of(0);
}
