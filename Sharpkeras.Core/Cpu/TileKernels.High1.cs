using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Unrolled tiles: many rows of one vector.</summary>
internal static unsafe partial class TileKernels
{
    [MethodImpl(HotLoop.Options)]
    private static void Rows8x1<V, T>(in Tile<T> tile)
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
        V c6 = V.Load(start + (6 * startRow));
        V c7 = V.Load(start + (7 * startRow));
        nint row = tile.ARow;
        nint row2 = 2 * row;
        nint step = tile.AStep, next = tile.BStep;
        for (nint segment = 0; segment < tile.Segments; segment++)
        {
            T* b = tile.B + (segment * tile.BSegment);
            T* a0 = tile.A + (segment * tile.ASegment);
            T* a3 = a0 + row + row2;
            T* a6 = a3 + row + row2;
            for (nint k = tile.Steps; k > 0; k--)
            {
                V x = V.Load(b);
                V w = V.Broadcast(*a0); c0 = V.FusedMultiplyAdd(w, x, c0);
                w = V.Broadcast(a0[row]); c1 = V.FusedMultiplyAdd(w, x, c1);
                w = V.Broadcast(a0[row2]); c2 = V.FusedMultiplyAdd(w, x, c2);
                w = V.Broadcast(*a3); c3 = V.FusedMultiplyAdd(w, x, c3);
                w = V.Broadcast(a3[row]); c4 = V.FusedMultiplyAdd(w, x, c4);
                w = V.Broadcast(a3[row2]); c5 = V.FusedMultiplyAdd(w, x, c5);
                w = V.Broadcast(*a6); c6 = V.FusedMultiplyAdd(w, x, c6);
                w = V.Broadcast(a6[row]); c7 = V.FusedMultiplyAdd(w, x, c7);
                a0 += step;
                a3 += step;
                a6 += step;
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
        V.Store(c6, c + (6 * targetRow));
        V.Store(c7, c + (7 * targetRow));
    }

    [MethodImpl(HotLoop.Options)]
    private static void Rows10x1<V, T>(in Tile<T> tile)
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
        V c6 = V.Load(start + (6 * startRow));
        V c7 = V.Load(start + (7 * startRow));
        V c8 = V.Load(start + (8 * startRow));
        V c9 = V.Load(start + (9 * startRow));
        nint row = tile.ARow;
        nint row2 = 2 * row;
        nint step = tile.AStep, next = tile.BStep;
        for (nint segment = 0; segment < tile.Segments; segment++)
        {
            T* b = tile.B + (segment * tile.BSegment);
            T* a0 = tile.A + (segment * tile.ASegment);
            T* a3 = a0 + row + row2;
            T* a6 = a3 + row + row2;
            T* a9 = a6 + row + row2;
            for (nint k = tile.Steps; k > 0; k--)
            {
                V x = V.Load(b);
                V w = V.Broadcast(*a0); c0 = V.FusedMultiplyAdd(w, x, c0);
                w = V.Broadcast(a0[row]); c1 = V.FusedMultiplyAdd(w, x, c1);
                w = V.Broadcast(a0[row2]); c2 = V.FusedMultiplyAdd(w, x, c2);
                w = V.Broadcast(*a3); c3 = V.FusedMultiplyAdd(w, x, c3);
                w = V.Broadcast(a3[row]); c4 = V.FusedMultiplyAdd(w, x, c4);
                w = V.Broadcast(a3[row2]); c5 = V.FusedMultiplyAdd(w, x, c5);
                w = V.Broadcast(*a6); c6 = V.FusedMultiplyAdd(w, x, c6);
                w = V.Broadcast(a6[row]); c7 = V.FusedMultiplyAdd(w, x, c7);
                w = V.Broadcast(a6[row2]); c8 = V.FusedMultiplyAdd(w, x, c8);
                w = V.Broadcast(*a9); c9 = V.FusedMultiplyAdd(w, x, c9);
                a0 += step;
                a3 += step;
                a6 += step;
                a9 += step;
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
        V.Store(c6, c + (6 * targetRow));
        V.Store(c7, c + (7 * targetRow));
        V.Store(c8, c + (8 * targetRow));
        V.Store(c9, c + (9 * targetRow));
    }

    [MethodImpl(HotLoop.Options)]
    private static void Rows12x1<V, T>(in Tile<T> tile)
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
        V c6 = V.Load(start + (6 * startRow));
        V c7 = V.Load(start + (7 * startRow));
        V c8 = V.Load(start + (8 * startRow));
        V c9 = V.Load(start + (9 * startRow));
        V c10 = V.Load(start + (10 * startRow));
        V c11 = V.Load(start + (11 * startRow));
        nint row = tile.ARow;
        nint row2 = 2 * row;
        nint step = tile.AStep, next = tile.BStep;
        for (nint segment = 0; segment < tile.Segments; segment++)
        {
            T* b = tile.B + (segment * tile.BSegment);
            T* a0 = tile.A + (segment * tile.ASegment);
            T* a3 = a0 + row + row2;
            T* a6 = a3 + row + row2;
            T* a9 = a6 + row + row2;
            for (nint k = tile.Steps; k > 0; k--)
            {
                V x = V.Load(b);
                V w = V.Broadcast(*a0); c0 = V.FusedMultiplyAdd(w, x, c0);
                w = V.Broadcast(a0[row]); c1 = V.FusedMultiplyAdd(w, x, c1);
                w = V.Broadcast(a0[row2]); c2 = V.FusedMultiplyAdd(w, x, c2);
                w = V.Broadcast(*a3); c3 = V.FusedMultiplyAdd(w, x, c3);
                w = V.Broadcast(a3[row]); c4 = V.FusedMultiplyAdd(w, x, c4);
                w = V.Broadcast(a3[row2]); c5 = V.FusedMultiplyAdd(w, x, c5);
                w = V.Broadcast(*a6); c6 = V.FusedMultiplyAdd(w, x, c6);
                w = V.Broadcast(a6[row]); c7 = V.FusedMultiplyAdd(w, x, c7);
                w = V.Broadcast(a6[row2]); c8 = V.FusedMultiplyAdd(w, x, c8);
                w = V.Broadcast(*a9); c9 = V.FusedMultiplyAdd(w, x, c9);
                w = V.Broadcast(a9[row]); c10 = V.FusedMultiplyAdd(w, x, c10);
                w = V.Broadcast(a9[row2]); c11 = V.FusedMultiplyAdd(w, x, c11);
                a0 += step;
                a3 += step;
                a6 += step;
                a9 += step;
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
        V.Store(c6, c + (6 * targetRow));
        V.Store(c7, c + (7 * targetRow));
        V.Store(c8, c + (8 * targetRow));
        V.Store(c9, c + (9 * targetRow));
        V.Store(c10, c + (10 * targetRow));
        V.Store(c11, c + (11 * targetRow));
    }
}
