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

    /// <summary>For four values and their result, the bits of those lanes in which the gradient goes to each.</summary>
    /// <param name="a">The first value, the other three in row order.</param>
    /// <param name="b">The second.</param>
    /// <param name="c">The third.</param>
    /// <param name="d">The fourth.</param>
    /// <param name="all">What they combine to.</param>
    /// <param name="rectified">Whether only positive values pass a gradient.</param>
    /// <param name="bits">Four words.</param>
    static abstract unsafe void Gates<V>(V a, V b, V c, V d, V all, bool rectified, uint* bits)
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

    /// <summary>The gradient goes to the first largest value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Gates<V>(V a, V b, V c, V d, V all, bool rectified, uint* bits)
        where V : struct, ILane<V>
    {
        V open = rectified ? V.Greater(all, V.Of(0)) : V.Equal(all, all);
        V hit = V.And(V.Equal(a, all), open);
        bits[0] = V.Bits(hit);
        open = V.And(open, V.Not(hit));
        hit = V.And(V.Equal(b, all), open);
        bits[1] = V.Bits(hit);
        open = V.And(open, V.Not(hit));
        hit = V.And(V.Equal(c, all), open);
        bits[2] = V.Bits(hit);
        open = V.And(open, V.Not(hit));
        bits[3] = V.Bits(V.And(V.Equal(d, all), open));
    }
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

    /// <summary>All values share the gradient, so that it is asked only behind max(x, 0).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Gates<V>(V a, V b, V c, V d, V all, bool rectified, uint* bits)
        where V : struct, ILane<V>
    {
        bits[0] = V.PositiveBits(a);
        bits[1] = V.PositiveBits(b);
        bits[2] = V.PositiveBits(c);
        bits[3] = V.PositiveBits(d);
    }
}
