using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// The innermost part of matrix products: six rows times two vectors of columns, in twelve accumulators. That hides the latency of
/// multiply-add at every vector width and leaves registers for the operands (sixteen on AVX2).
/// </summary>
internal static unsafe class MatMulTile
{
    /// <summary>The rows of a tile.</summary>
    public const int Rows = 6;

    /// <summary>
    /// c[6, 2 lanes] (+)= a[6, k]·b[k, 2 lanes]. Rows of a are <paramref name="rowStep"/> apart and columns
    /// <paramref name="columnStep"/>; rows of b are <paramref name="bStep"/> apart, rows of c <paramref name="cStep"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<V, T>(nint k, T* a, nint rowStep, nint columnStep, T* b, nint bStep, T* c, nint cStep, bool accumulate)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        V c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default;
        V c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
        T* lower = a + (3 * rowStep);
        nint two = 2 * rowStep;
        for (nint i = 0; i < k; i++)
        {
            V b0 = V.Load(b);
            V b1 = V.Load(b + V.Count);
            V x = V.Broadcast(a[0]);
            c00 = V.FusedMultiplyAdd(x, b0, c00);
            c01 = V.FusedMultiplyAdd(x, b1, c01);
            x = V.Broadcast(a[rowStep]);
            c10 = V.FusedMultiplyAdd(x, b0, c10);
            c11 = V.FusedMultiplyAdd(x, b1, c11);
            x = V.Broadcast(a[two]);
            c20 = V.FusedMultiplyAdd(x, b0, c20);
            c21 = V.FusedMultiplyAdd(x, b1, c21);
            x = V.Broadcast(lower[0]);
            c30 = V.FusedMultiplyAdd(x, b0, c30);
            c31 = V.FusedMultiplyAdd(x, b1, c31);
            x = V.Broadcast(lower[rowStep]);
            c40 = V.FusedMultiplyAdd(x, b0, c40);
            c41 = V.FusedMultiplyAdd(x, b1, c41);
            x = V.Broadcast(lower[two]);
            c50 = V.FusedMultiplyAdd(x, b0, c50);
            c51 = V.FusedMultiplyAdd(x, b1, c51);
            a += columnStep;
            lower += columnStep;
            b += bStep;
        }

        Store(c, c00, c01, accumulate);
        Store(c + cStep, c10, c11, accumulate);
        Store(c + (2 * cStep), c20, c21, accumulate);
        Store(c + (3 * cStep), c30, c31, accumulate);
        Store(c + (4 * cStep), c40, c41, accumulate);
        Store(c + (5 * cStep), c50, c51, accumulate);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Store(T* row, V left, V right, bool accumulate)
        {
            V.Store(accumulate ? V.Load(row) + left : left, row);
            V.Store(accumulate ? V.Load(row + V.Count) + right : right, row + V.Count);
        }
    }
}
