using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Unrolled tiles: few rows of one vector.</summary>
internal static unsafe partial class TileKernels
{
    [MethodImpl(HotLoop.Options)]
    private static void Rows1x1<V, T>(in Tile<T> tile)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        T* start = tile.Start;
        V c0 = V.Load(start);
        nint step = tile.AStep, next = tile.BStep;
        for (nint segment = 0; segment < tile.Segments; segment++)
        {
            T* b = tile.B + (segment * tile.BSegment);
            T* a0 = tile.A + (segment * tile.ASegment);
            for (nint k = tile.Steps; k > 0; k--)
            {
                V x = V.Load(b);
                V w = V.Broadcast(*a0); c0 = V.FusedMultiplyAdd(w, x, c0);
                a0 += step;
                b += next;
            }
        }

        T* c = tile.C;
        V.Store(c0, c);
    }

    [MethodImpl(HotLoop.Options)]
    private static void Rows2x1<V, T>(in Tile<T> tile)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        T* start = tile.Start;
        nint startRow = tile.StartRow;
        V c0 = V.Load(start);
        V c1 = V.Load(start + startRow);
        nint row = tile.ARow;
        nint step = tile.AStep, next = tile.BStep;
        for (nint segment = 0; segment < tile.Segments; segment++)
        {
            T* b = tile.B + (segment * tile.BSegment);
            T* a0 = tile.A + (segment * tile.ASegment);
            for (nint k = tile.Steps; k > 0; k--)
            {
                V x = V.Load(b);
                V w = V.Broadcast(*a0); c0 = V.FusedMultiplyAdd(w, x, c0);
                w = V.Broadcast(a0[row]); c1 = V.FusedMultiplyAdd(w, x, c1);
                a0 += step;
                b += next;
            }
        }

        T* c = tile.C;
        nint targetRow = tile.CRow;
        V.Store(c0, c);
        V.Store(c1, c + targetRow);
    }

    [MethodImpl(HotLoop.Options)]
    private static void Rows3x1<V, T>(in Tile<T> tile)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        T* start = tile.Start;
        nint startRow = tile.StartRow;
        V c0 = V.Load(start);
        V c1 = V.Load(start + startRow);
        V c2 = V.Load(start + (2 * startRow));
        nint row = tile.ARow;
        nint row2 = 2 * row;
        nint step = tile.AStep, next = tile.BStep;
        for (nint segment = 0; segment < tile.Segments; segment++)
        {
            T* b = tile.B + (segment * tile.BSegment);
            T* a0 = tile.A + (segment * tile.ASegment);
            for (nint k = tile.Steps; k > 0; k--)
            {
                V x = V.Load(b);
                V w = V.Broadcast(*a0); c0 = V.FusedMultiplyAdd(w, x, c0);
                w = V.Broadcast(a0[row]); c1 = V.FusedMultiplyAdd(w, x, c1);
                w = V.Broadcast(a0[row2]); c2 = V.FusedMultiplyAdd(w, x, c2);
                a0 += step;
                b += next;
            }
        }

        T* c = tile.C;
        nint targetRow = tile.CRow;
        V.Store(c0, c);
        V.Store(c1, c + targetRow);
        V.Store(c2, c + (2 * targetRow));
    }

    [MethodImpl(HotLoop.Options)]
    private static void Rows4x1<V, T>(in Tile<T> tile)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        T* start = tile.Start;
        nint startRow = tile.StartRow;
        V c0 = V.Load(start);
        V c1 = V.Load(start + startRow);
        V c2 = V.Load(start + (2 * startRow));
        V c3 = V.Load(start + (3 * startRow));
        nint row = tile.ARow;
        nint row2 = 2 * row;
        nint step = tile.AStep, next = tile.BStep;
        for (nint segment = 0; segment < tile.Segments; segment++)
        {
            T* b = tile.B + (segment * tile.BSegment);
            T* a0 = tile.A + (segment * tile.ASegment);
            T* a3 = a0 + row + row2;
            for (nint k = tile.Steps; k > 0; k--)
            {
                V x = V.Load(b);
                V w = V.Broadcast(*a0); c0 = V.FusedMultiplyAdd(w, x, c0);
                w = V.Broadcast(a0[row]); c1 = V.FusedMultiplyAdd(w, x, c1);
                w = V.Broadcast(a0[row2]); c2 = V.FusedMultiplyAdd(w, x, c2);
                w = V.Broadcast(*a3); c3 = V.FusedMultiplyAdd(w, x, c3);
                a0 += step;
                a3 += step;
                b += next;
            }
        }

        T* c = tile.C;
        nint targetRow = tile.CRow;
        V.Store(c0, c);
        V.Store(c1, c + targetRow);
        V.Store(c2, c + (2 * targetRow));
        V.Store(c3, c + (3 * targetRow));
    }

    [MethodImpl(HotLoop.Options)]
    private static void Rows5x1<V, T>(in Tile<T> tile)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        T* start = tile.Start;
        nint startRow = tile.StartRow;
        V c0 = V.Load(start);
        V c1 = V.Load(start + startRow);
        V c2 = V.Load(start + (2 * startRow));
        V c3 = V.Load(start + (3 * startRow));
        V c4 = V.Load(start + (4 * startRow));
        nint row = tile.ARow;
        nint row2 = 2 * row;
        nint step = tile.AStep, next = tile.BStep;
        for (nint segment = 0; segment < tile.Segments; segment++)
        {
            T* b = tile.B + (segment * tile.BSegment);
            T* a0 = tile.A + (segment * tile.ASegment);
            T* a3 = a0 + row + row2;
            for (nint k = tile.Steps; k > 0; k--)
            {
                V x = V.Load(b);
                V w = V.Broadcast(*a0); c0 = V.FusedMultiplyAdd(w, x, c0);
                w = V.Broadcast(a0[row]); c1 = V.FusedMultiplyAdd(w, x, c1);
                w = V.Broadcast(a0[row2]); c2 = V.FusedMultiplyAdd(w, x, c2);
                w = V.Broadcast(*a3); c3 = V.FusedMultiplyAdd(w, x, c3);
                w = V.Broadcast(a3[row]); c4 = V.FusedMultiplyAdd(w, x, c4);
                a0 += step;
                a3 += step;
                b += next;
            }
        }

        T* c = tile.C;
        nint targetRow = tile.CRow;
        V.Store(c0, c);
        V.Store(c1, c + targetRow);
        V.Store(c2, c + (2 * targetRow));
        V.Store(c3, c + (3 * targetRow));
        V.Store(c4, c + (4 * targetRow));
    }

    [MethodImpl(HotLoop.Options)]
    private static void Rows6x1<V, T>(in Tile<T> tile)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        T* start = tile.Start;
        nint startRow = tile.StartRow;
        V c0 = V.Load(start);
        V c1 = V.Load(start + startRow);
        V c2 = V.Load(start + (2 * startRow));
        V c3 = V.Load(start + (3 * startRow));
        V c4 = V.Load(start + (4 * startRow));
        V c5 = V.Load(start + (5 * startRow));
        nint row = tile.ARow;
        nint row2 = 2 * row;
        nint step = tile.AStep, next = tile.BStep;
        for (nint segment = 0; segment < tile.Segments; segment++)
        {
            T* b = tile.B + (segment * tile.BSegment);
            T* a0 = tile.A + (segment * tile.ASegment);
            T* a3 = a0 + row + row2;
            for (nint k = tile.Steps; k > 0; k--)
            {
                V x = V.Load(b);
                V w = V.Broadcast(*a0); c0 = V.FusedMultiplyAdd(w, x, c0);
                w = V.Broadcast(a0[row]); c1 = V.FusedMultiplyAdd(w, x, c1);
                w = V.Broadcast(a0[row2]); c2 = V.FusedMultiplyAdd(w, x, c2);
                w = V.Broadcast(*a3); c3 = V.FusedMultiplyAdd(w, x, c3);
                w = V.Broadcast(a3[row]); c4 = V.FusedMultiplyAdd(w, x, c4);
                w = V.Broadcast(a3[row2]); c5 = V.FusedMultiplyAdd(w, x, c5);
                a0 += step;
                a3 += step;
                b += next;
            }
        }

        T* c = tile.C;
        nint targetRow = tile.CRow;
        V.Store(c0, c);
        V.Store(c1, c + targetRow);
        V.Store(c2, c + (2 * targetRow));
        V.Store(c3, c + (3 * targetRow));
        V.Store(c4, c + (4 * targetRow));
        V.Store(c5, c + (5 * targetRow));
    }
}
