using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Unrolled tiles: few rows of two vectors.</summary>
internal static unsafe partial class TileKernels
{
    [MethodImpl(HotLoop.Options)]
    private static void Rows1x2<V, T>(in Tile<T> tile)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        T* start = tile.Start;
        nint startVector = tile.StartVector;
        V c0 = V.Load(start), d0 = V.Load(start + startVector);
        nint step = tile.AStep, next = tile.BStep, second = tile.BVector;
        for (nint segment = 0; segment < tile.Segments; segment++)
        {
            T* b = tile.B + (segment * tile.BSegment);
            T* a0 = tile.A + (segment * tile.ASegment);
            for (nint k = tile.Steps; k > 0; k--)
            {
                V x = V.Load(b), y = V.Load(b + second);
                V w = V.Broadcast(*a0); c0 = V.FusedMultiplyAdd(w, x, c0); d0 = V.FusedMultiplyAdd(w, y, d0);
                a0 += step;
                b += next;
            }
        }

        T* c = tile.C;
        nint targetVector = tile.CVector;
        V.Store(c0, c); V.Store(d0, c + targetVector);
    }

    [MethodImpl(HotLoop.Options)]
    private static void Rows2x2<V, T>(in Tile<T> tile)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        T* start = tile.Start;
        nint startRow = tile.StartRow;
        nint startVector = tile.StartVector;
        V c0 = V.Load(start), d0 = V.Load(start + startVector);
        V c1 = V.Load(start + startRow), d1 = V.Load(start + startRow + startVector);
        nint row = tile.ARow;
        nint step = tile.AStep, next = tile.BStep, second = tile.BVector;
        for (nint segment = 0; segment < tile.Segments; segment++)
        {
            T* b = tile.B + (segment * tile.BSegment);
            T* a0 = tile.A + (segment * tile.ASegment);
            for (nint k = tile.Steps; k > 0; k--)
            {
                V x = V.Load(b), y = V.Load(b + second);
                V w = V.Broadcast(*a0); c0 = V.FusedMultiplyAdd(w, x, c0); d0 = V.FusedMultiplyAdd(w, y, d0);
                w = V.Broadcast(a0[row]); c1 = V.FusedMultiplyAdd(w, x, c1); d1 = V.FusedMultiplyAdd(w, y, d1);
                a0 += step;
                b += next;
            }
        }

        T* c = tile.C;
        nint targetRow = tile.CRow;
        nint targetVector = tile.CVector;
        V.Store(c0, c); V.Store(d0, c + targetVector);
        V.Store(c1, c + targetRow); V.Store(d1, c + targetRow + targetVector);
    }

    [MethodImpl(HotLoop.Options)]
    private static void Rows3x2<V, T>(in Tile<T> tile)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        T* start = tile.Start;
        nint startRow = tile.StartRow;
        nint startVector = tile.StartVector;
        V c0 = V.Load(start), d0 = V.Load(start + startVector);
        V c1 = V.Load(start + startRow), d1 = V.Load(start + startRow + startVector);
        V c2 = V.Load(start + (2 * startRow)), d2 = V.Load(start + (2 * startRow) + startVector);
        nint row = tile.ARow;
        nint row2 = 2 * row;
        nint step = tile.AStep, next = tile.BStep, second = tile.BVector;
        for (nint segment = 0; segment < tile.Segments; segment++)
        {
            T* b = tile.B + (segment * tile.BSegment);
            T* a0 = tile.A + (segment * tile.ASegment);
            for (nint k = tile.Steps; k > 0; k--)
            {
                V x = V.Load(b), y = V.Load(b + second);
                V w = V.Broadcast(*a0); c0 = V.FusedMultiplyAdd(w, x, c0); d0 = V.FusedMultiplyAdd(w, y, d0);
                w = V.Broadcast(a0[row]); c1 = V.FusedMultiplyAdd(w, x, c1); d1 = V.FusedMultiplyAdd(w, y, d1);
                w = V.Broadcast(a0[row2]); c2 = V.FusedMultiplyAdd(w, x, c2); d2 = V.FusedMultiplyAdd(w, y, d2);
                a0 += step;
                b += next;
            }
        }

        T* c = tile.C;
        nint targetRow = tile.CRow;
        nint targetVector = tile.CVector;
        V.Store(c0, c); V.Store(d0, c + targetVector);
        V.Store(c1, c + targetRow); V.Store(d1, c + targetRow + targetVector);
        V.Store(c2, c + (2 * targetRow)); V.Store(d2, c + (2 * targetRow) + targetVector);
    }

    [MethodImpl(HotLoop.Options)]
    private static void Rows4x2<V, T>(in Tile<T> tile)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        T* start = tile.Start;
        nint startRow = tile.StartRow;
        nint startVector = tile.StartVector;
        V c0 = V.Load(start), d0 = V.Load(start + startVector);
        V c1 = V.Load(start + startRow), d1 = V.Load(start + startRow + startVector);
        V c2 = V.Load(start + (2 * startRow)), d2 = V.Load(start + (2 * startRow) + startVector);
        V c3 = V.Load(start + (3 * startRow)), d3 = V.Load(start + (3 * startRow) + startVector);
        nint row = tile.ARow;
        nint row2 = 2 * row;
        nint step = tile.AStep, next = tile.BStep, second = tile.BVector;
        for (nint segment = 0; segment < tile.Segments; segment++)
        {
            T* b = tile.B + (segment * tile.BSegment);
            T* a0 = tile.A + (segment * tile.ASegment);
            T* a3 = a0 + row + row2;
            for (nint k = tile.Steps; k > 0; k--)
            {
                V x = V.Load(b), y = V.Load(b + second);
                V w = V.Broadcast(*a0); c0 = V.FusedMultiplyAdd(w, x, c0); d0 = V.FusedMultiplyAdd(w, y, d0);
                w = V.Broadcast(a0[row]); c1 = V.FusedMultiplyAdd(w, x, c1); d1 = V.FusedMultiplyAdd(w, y, d1);
                w = V.Broadcast(a0[row2]); c2 = V.FusedMultiplyAdd(w, x, c2); d2 = V.FusedMultiplyAdd(w, y, d2);
                w = V.Broadcast(*a3); c3 = V.FusedMultiplyAdd(w, x, c3); d3 = V.FusedMultiplyAdd(w, y, d3);
                a0 += step;
                a3 += step;
                b += next;
            }
        }

        T* c = tile.C;
        nint targetRow = tile.CRow;
        nint targetVector = tile.CVector;
        V.Store(c0, c); V.Store(d0, c + targetVector);
        V.Store(c1, c + targetRow); V.Store(d1, c + targetRow + targetVector);
        V.Store(c2, c + (2 * targetRow)); V.Store(d2, c + (2 * targetRow) + targetVector);
        V.Store(c3, c + (3 * targetRow)); V.Store(d3, c + (3 * targetRow) + targetVector);
    }

    [MethodImpl(HotLoop.Options)]
    private static void Rows5x2<V, T>(in Tile<T> tile)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        T* start = tile.Start;
        nint startRow = tile.StartRow;
        nint startVector = tile.StartVector;
        V c0 = V.Load(start), d0 = V.Load(start + startVector);
        V c1 = V.Load(start + startRow), d1 = V.Load(start + startRow + startVector);
        V c2 = V.Load(start + (2 * startRow)), d2 = V.Load(start + (2 * startRow) + startVector);
        V c3 = V.Load(start + (3 * startRow)), d3 = V.Load(start + (3 * startRow) + startVector);
        V c4 = V.Load(start + (4 * startRow)), d4 = V.Load(start + (4 * startRow) + startVector);
        nint row = tile.ARow;
        nint row2 = 2 * row;
        nint step = tile.AStep, next = tile.BStep, second = tile.BVector;
        for (nint segment = 0; segment < tile.Segments; segment++)
        {
            T* b = tile.B + (segment * tile.BSegment);
            T* a0 = tile.A + (segment * tile.ASegment);
            T* a3 = a0 + row + row2;
            for (nint k = tile.Steps; k > 0; k--)
            {
                V x = V.Load(b), y = V.Load(b + second);
                V w = V.Broadcast(*a0); c0 = V.FusedMultiplyAdd(w, x, c0); d0 = V.FusedMultiplyAdd(w, y, d0);
                w = V.Broadcast(a0[row]); c1 = V.FusedMultiplyAdd(w, x, c1); d1 = V.FusedMultiplyAdd(w, y, d1);
                w = V.Broadcast(a0[row2]); c2 = V.FusedMultiplyAdd(w, x, c2); d2 = V.FusedMultiplyAdd(w, y, d2);
                w = V.Broadcast(*a3); c3 = V.FusedMultiplyAdd(w, x, c3); d3 = V.FusedMultiplyAdd(w, y, d3);
                w = V.Broadcast(a3[row]); c4 = V.FusedMultiplyAdd(w, x, c4); d4 = V.FusedMultiplyAdd(w, y, d4);
                a0 += step;
                a3 += step;
                b += next;
            }
        }

        T* c = tile.C;
        nint targetRow = tile.CRow;
        nint targetVector = tile.CVector;
        V.Store(c0, c); V.Store(d0, c + targetVector);
        V.Store(c1, c + targetRow); V.Store(d1, c + targetRow + targetVector);
        V.Store(c2, c + (2 * targetRow)); V.Store(d2, c + (2 * targetRow) + targetVector);
        V.Store(c3, c + (3 * targetRow)); V.Store(d3, c + (3 * targetRow) + targetVector);
        V.Store(c4, c + (4 * targetRow)); V.Store(d4, c + (4 * targetRow) + targetVector);
    }

    [MethodImpl(HotLoop.Options)]
    private static void Rows6x2<V, T>(in Tile<T> tile)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        T* start = tile.Start;
        nint startRow = tile.StartRow;
        nint startVector = tile.StartVector;
        V c0 = V.Load(start), d0 = V.Load(start + startVector);
        V c1 = V.Load(start + startRow), d1 = V.Load(start + startRow + startVector);
        V c2 = V.Load(start + (2 * startRow)), d2 = V.Load(start + (2 * startRow) + startVector);
        V c3 = V.Load(start + (3 * startRow)), d3 = V.Load(start + (3 * startRow) + startVector);
        V c4 = V.Load(start + (4 * startRow)), d4 = V.Load(start + (4 * startRow) + startVector);
        V c5 = V.Load(start + (5 * startRow)), d5 = V.Load(start + (5 * startRow) + startVector);
        nint row = tile.ARow;
        nint row2 = 2 * row;
        nint step = tile.AStep, next = tile.BStep, second = tile.BVector;
        for (nint segment = 0; segment < tile.Segments; segment++)
        {
            T* b = tile.B + (segment * tile.BSegment);
            T* a0 = tile.A + (segment * tile.ASegment);
            T* a3 = a0 + row + row2;
            for (nint k = tile.Steps; k > 0; k--)
            {
                V x = V.Load(b), y = V.Load(b + second);
                V w = V.Broadcast(*a0); c0 = V.FusedMultiplyAdd(w, x, c0); d0 = V.FusedMultiplyAdd(w, y, d0);
                w = V.Broadcast(a0[row]); c1 = V.FusedMultiplyAdd(w, x, c1); d1 = V.FusedMultiplyAdd(w, y, d1);
                w = V.Broadcast(a0[row2]); c2 = V.FusedMultiplyAdd(w, x, c2); d2 = V.FusedMultiplyAdd(w, y, d2);
                w = V.Broadcast(*a3); c3 = V.FusedMultiplyAdd(w, x, c3); d3 = V.FusedMultiplyAdd(w, y, d3);
                w = V.Broadcast(a3[row]); c4 = V.FusedMultiplyAdd(w, x, c4); d4 = V.FusedMultiplyAdd(w, y, d4);
                w = V.Broadcast(a3[row2]); c5 = V.FusedMultiplyAdd(w, x, c5); d5 = V.FusedMultiplyAdd(w, y, d5);
                a0 += step;
                a3 += step;
                b += next;
            }
        }

        T* c = tile.C;
        nint targetRow = tile.CRow;
        nint targetVector = tile.CVector;
        V.Store(c0, c); V.Store(d0, c + targetVector);
        V.Store(c1, c + targetRow); V.Store(d1, c + targetRow + targetVector);
        V.Store(c2, c + (2 * targetRow)); V.Store(d2, c + (2 * targetRow) + targetVector);
        V.Store(c3, c + (3 * targetRow)); V.Store(d3, c + (3 * targetRow) + targetVector);
        V.Store(c4, c + (4 * targetRow)); V.Store(d4, c + (4 * targetRow) + targetVector);
        V.Store(c5, c + (5 * targetRow)); V.Store(d5, c + (5 * targetRow) + targetVector);
    }
}
