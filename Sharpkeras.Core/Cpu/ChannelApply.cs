using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>The loops that write what is normalized: by columns of a block [rows, width], and by rows with the same numbers all along.</summary>
internal static unsafe class ChannelApply
{
    /// <summary>y = (x − center)·factor + offset, the three by columns.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Forward<V, T>(T* x, T* y, nint rows, nint width, T* center, T* factor, T* offset)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        nint whole = width - (width % V.Count);
        for (nint i = 0; i < rows; i++, x += width, y += width)
        {
            for (nint j = 0; j < whole; j += V.Count)
            {
                V.Store(V.FusedMultiplyAdd(V.Load(x + j) - V.Load(center + j), V.Load(factor + j), V.Load(offset + j)), y + j);
            }

            if (whole < width)
            {
                V value = Tail.Load<V, T>(x + whole, width - whole) - V.Load(center + whole);
                Tail.Store(V.FusedMultiplyAdd(value, V.Load(factor + whole), V.Load(offset + whole)), y + whole, width - whole);
            }
        }
    }

    /// <summary>y = (x − center)·factor + offset along a row.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void ForwardRow<V, T>(T* x, T* y, nint length, V center, V factor, V offset)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        nint i = 0;
        for (; i <= length - V.Count; i += V.Count)
        {
            V.Store(V.FusedMultiplyAdd(V.Load(x + i) - center, factor, offset), y + i);
        }

        if (i < length)
        {
            Tail.Store(V.FusedMultiplyAdd(Tail.Load<V, T>(x + i, length - i) - center, factor, offset), y + i, length - i);
        }
    }

    /// <summary>dx = dy·factor + (x − center)·slope + offset, the four by columns.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Gradient<V, T>(T* x, T* dy, T* dx, nint rows, nint width, T* center, T* factor, T* slope, T* offset)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        nint whole = width - (width % V.Count);
        for (nint i = 0; i < rows; i++, x += width, dy += width, dx += width)
        {
            for (nint j = 0; j < whole; j += V.Count)
            {
                V linear = V.FusedMultiplyAdd(V.Load(x + j) - V.Load(center + j), V.Load(slope + j), V.Load(offset + j));
                V.Store(V.FusedMultiplyAdd(V.Load(dy + j), V.Load(factor + j), linear), dx + j);
            }

            if (whole < width)
            {
                nint rest = width - whole;
                V value = Tail.Load<V, T>(x + whole, rest) - V.Load(center + whole);
                V linear = V.FusedMultiplyAdd(value, V.Load(slope + whole), V.Load(offset + whole));
                Tail.Store(V.FusedMultiplyAdd(Tail.Load<V, T>(dy + whole, rest), V.Load(factor + whole), linear), dx + whole, rest);
            }
        }
    }

    /// <summary>dx = dy·factor + (x − center)·slope + offset along a row.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void GradientRow<V, T>(T* x, T* dy, T* dx, nint length, V center, V factor, V slope, V offset)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        nint i = 0;
        for (; i <= length - V.Count; i += V.Count)
        {
            V linear = V.FusedMultiplyAdd(V.Load(x + i) - center, slope, offset);
            V.Store(V.FusedMultiplyAdd(V.Load(dy + i), factor, linear), dx + i);
        }

        if (i < length)
        {
            nint rest = length - i;
            V linear = V.FusedMultiplyAdd(Tail.Load<V, T>(x + i, rest) - center, slope, offset);
            Tail.Store(V.FusedMultiplyAdd(Tail.Load<V, T>(dy + i, rest), factor, linear), dx + i, rest);
        }
    }
}
