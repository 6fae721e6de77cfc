using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Unrolled tiles: many rows of two vectors, which need 32 vector registers.</summary>
internal static unsafe partial class TileKernels
{
    [MethodImpl(HotLoop.Options)]
    private static void Rows8x2<V, T>(in Tile<T> tile)
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
        V c6 = V.Load(start + (6 * startRow)), d6 = V.Load(start + (6 * startRow) + startVector);
        V c7 = V.Load(start + (7 * startRow)), d7 = V.Load(start + (7 * startRow) + startVector);
        nint row = tile.ARow;
        nint row2 = 2 * row;
        nint step = tile.AStep, next = tile.BStep, second = tile.BVector;
        for (nint segment = 0; segment < tile.Segments; segment++)
        {
            T* b = tile.B + (segment * tile.BSegment);
            T* a0 = tile.A + (segment * tile.ASegment);
            T* a3 = a0 + row + row2;
            T* a6 = a3 + row + row2;
            for (nint k = tile.Steps; k > 0; k--)
            {
                V x = V.Load(b), y = V.Load(b + second);
                V w = V.Broadcast(*a0); c0 = V.FusedMultiplyAdd(w, x, c0); d0 = V.FusedMultiplyAdd(w, y, d0);
                w = V.Broadcast(a0[row]); c1 = V.FusedMultiplyAdd(w, x, c1); d1 = V.FusedMultiplyAdd(w, y, d1);
                w = V.Broadcast(a0[row2]); c2 = V.FusedMultiplyAdd(w, x, c2); d2 = V.FusedMultiplyAdd(w, y, d2);
                w = V.Broadcast(*a3); c3 = V.FusedMultiplyAdd(w, x, c3); d3 = V.FusedMultiplyAdd(w, y, d3);
                w = V.Broadcast(a3[row]); c4 = V.FusedMultiplyAdd(w, x, c4); d4 = V.FusedMultiplyAdd(w, y, d4);
                w = V.Broadcast(a3[row2]); c5 = V.FusedMultiplyAdd(w, x, c5); d5 = V.FusedMultiplyAdd(w, y, d5);
                w = V.Broadcast(*a6); c6 = V.FusedMultiplyAdd(w, x, c6); d6 = V.FusedMultiplyAdd(w, y, d6);
                w = V.Broadcast(a6[row]); c7 = V.FusedMultiplyAdd(w, x, c7); d7 = V.FusedMultiplyAdd(w, y, d7);
                a0 += step;
                a3 += step;
                a6 += step;
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
        V.Store(c6, c + (6 * targetRow)); V.Store(d6, c + (6 * targetRow) + targetVector);
        V.Store(c7, c + (7 * targetRow)); V.Store(d7, c + (7 * targetRow) + targetVector);
    }

    [MethodImpl(HotLoop.Options)]
    private static void Rows10x2<V, T>(in Tile<T> tile)
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
        V c6 = V.Load(start + (6 * startRow)), d6 = V.Load(start + (6 * startRow) + startVector);
        V c7 = V.Load(start + (7 * startRow)), d7 = V.Load(start + (7 * startRow) + startVector);
        V c8 = V.Load(start + (8 * startRow)), d8 = V.Load(start + (8 * startRow) + startVector);
        V c9 = V.Load(start + (9 * startRow)), d9 = V.Load(start + (9 * startRow) + startVector);
        nint row = tile.ARow;
        nint row2 = 2 * row;
        nint step = tile.AStep, next = tile.BStep, second = tile.BVector;
        for (nint segment = 0; segment < tile.Segments; segment++)
        {
            T* b = tile.B + (segment * tile.BSegment);
            T* a0 = tile.A + (segment * tile.ASegment);
            T* a3 = a0 + row + row2;
            T* a6 = a3 + row + row2;
            T* a9 = a6 + row + row2;
            for (nint k = tile.Steps; k > 0; k--)
            {
                V x = V.Load(b), y = V.Load(b + second);
                V w = V.Broadcast(*a0); c0 = V.FusedMultiplyAdd(w, x, c0); d0 = V.FusedMultiplyAdd(w, y, d0);
                w = V.Broadcast(a0[row]); c1 = V.FusedMultiplyAdd(w, x, c1); d1 = V.FusedMultiplyAdd(w, y, d1);
                w = V.Broadcast(a0[row2]); c2 = V.FusedMultiplyAdd(w, x, c2); d2 = V.FusedMultiplyAdd(w, y, d2);
                w = V.Broadcast(*a3); c3 = V.FusedMultiplyAdd(w, x, c3); d3 = V.FusedMultiplyAdd(w, y, d3);
                w = V.Broadcast(a3[row]); c4 = V.FusedMultiplyAdd(w, x, c4); d4 = V.FusedMultiplyAdd(w, y, d4);
                w = V.Broadcast(a3[row2]); c5 = V.FusedMultiplyAdd(w, x, c5); d5 = V.FusedMultiplyAdd(w, y, d5);
                w = V.Broadcast(*a6); c6 = V.FusedMultiplyAdd(w, x, c6); d6 = V.FusedMultiplyAdd(w, y, d6);
                w = V.Broadcast(a6[row]); c7 = V.FusedMultiplyAdd(w, x, c7); d7 = V.FusedMultiplyAdd(w, y, d7);
                w = V.Broadcast(a6[row2]); c8 = V.FusedMultiplyAdd(w, x, c8); d8 = V.FusedMultiplyAdd(w, y, d8);
                w = V.Broadcast(*a9); c9 = V.FusedMultiplyAdd(w, x, c9); d9 = V.FusedMultiplyAdd(w, y, d9);
                a0 += step;
                a3 += step;
                a6 += step;
                a9 += step;
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
        V.Store(c6, c + (6 * targetRow)); V.Store(d6, c + (6 * targetRow) + targetVector);
        V.Store(c7, c + (7 * targetRow)); V.Store(d7, c + (7 * targetRow) + targetVector);
        V.Store(c8, c + (8 * targetRow)); V.Store(d8, c + (8 * targetRow) + targetVector);
        V.Store(c9, c + (9 * targetRow)); V.Store(d9, c + (9 * targetRow) + targetVector);
    }

    [MethodImpl(HotLoop.Options)]
    private static void Rows12x2<V, T>(in Tile<T> tile)
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
        V c6 = V.Load(start + (6 * startRow)), d6 = V.Load(start + (6 * startRow) + startVector);
        V c7 = V.Load(start + (7 * startRow)), d7 = V.Load(start + (7 * startRow) + startVector);
        V c8 = V.Load(start + (8 * startRow)), d8 = V.Load(start + (8 * startRow) + startVector);
        V c9 = V.Load(start + (9 * startRow)), d9 = V.Load(start + (9 * startRow) + startVector);
        V c10 = V.Load(start + (10 * startRow)), d10 = V.Load(start + (10 * startRow) + startVector);
        V c11 = V.Load(start + (11 * startRow)), d11 = V.Load(start + (11 * startRow) + startVector);
        nint row = tile.ARow;
        nint row2 = 2 * row;
        nint step = tile.AStep, next = tile.BStep, second = tile.BVector;
        for (nint segment = 0; segment < tile.Segments; segment++)
        {
            T* b = tile.B + (segment * tile.BSegment);
            T* a0 = tile.A + (segment * tile.ASegment);
            T* a3 = a0 + row + row2;
            T* a6 = a3 + row + row2;
            T* a9 = a6 + row + row2;
            for (nint k = tile.Steps; k > 0; k--)
            {
                V x = V.Load(b), y = V.Load(b + second);
                V w = V.Broadcast(*a0); c0 = V.FusedMultiplyAdd(w, x, c0); d0 = V.FusedMultiplyAdd(w, y, d0);
                w = V.Broadcast(a0[row]); c1 = V.FusedMultiplyAdd(w, x, c1); d1 = V.FusedMultiplyAdd(w, y, d1);
                w = V.Broadcast(a0[row2]); c2 = V.FusedMultiplyAdd(w, x, c2); d2 = V.FusedMultiplyAdd(w, y, d2);
                w = V.Broadcast(*a3); c3 = V.FusedMultiplyAdd(w, x, c3); d3 = V.FusedMultiplyAdd(w, y, d3);
                w = V.Broadcast(a3[row]); c4 = V.FusedMultiplyAdd(w, x, c4); d4 = V.FusedMultiplyAdd(w, y, d4);
                w = V.Broadcast(a3[row2]); c5 = V.FusedMultiplyAdd(w, x, c5); d5 = V.FusedMultiplyAdd(w, y, d5);
                w = V.Broadcast(*a6); c6 = V.FusedMultiplyAdd(w, x, c6); d6 = V.FusedMultiplyAdd(w, y, d6);
                w = V.Broadcast(a6[row]); c7 = V.FusedMultiplyAdd(w, x, c7); d7 = V.FusedMultiplyAdd(w, y, d7);
                w = V.Broadcast(a6[row2]); c8 = V.FusedMultiplyAdd(w, x, c8); d8 = V.FusedMultiplyAdd(w, y, d8);
                w = V.Broadcast(*a9); c9 = V.FusedMultiplyAdd(w, x, c9); d9 = V.FusedMultiplyAdd(w, y, d9);
                w = V.Broadcast(a9[row]); c10 = V.FusedMultiplyAdd(w, x, c10); d10 = V.FusedMultiplyAdd(w, y, d10);
                w = V.Broadcast(a9[row2]); c11 = V.FusedMultiplyAdd(w, x, c11); d11 = V.FusedMultiplyAdd(w, y, d11);
                a0 += step;
                a3 += step;
                a6 += step;
                a9 += step;
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
        V.Store(c6, c + (6 * targetRow)); V.Store(d6, c + (6 * targetRow) + targetVector);
        V.Store(c7, c + (7 * targetRow)); V.Store(d7, c + (7 * targetRow) + targetVector);
        V.Store(c8, c + (8 * targetRow)); V.Store(d8, c + (8 * targetRow) + targetVector);
        V.Store(c9, c + (9 * targetRow)); V.Store(d9, c + (9 * targetRow) + targetVector);
        V.Store(c10, c + (10 * targetRow)); V.Store(d10, c + (10 * targetRow) + targetVector);
        V.Store(c11, c + (11 * targetRow)); V.Store(d11, c + (11 * targetRow) + targetVector);
    }
}
