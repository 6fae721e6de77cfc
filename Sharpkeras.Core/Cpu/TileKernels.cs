using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// The innermost loops, unrolled for a number of rows and of vectors. A processor needs some ten independent sums to be busy, and
/// has 16 or 32 registers: 6 rows of two vectors, 12 rows of one, and where there are 32 registers 12 rows of two.
/// </summary>
internal static unsafe partial class TileKernels
{
    /// <summary>The rows that fit the registers.</summary>
    public static int MaxRows<V, T>(int vectors)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        bool many = V.Count * sizeof(T) == 64 || AdvSimd.IsSupported;
        return many || vectors == 1 ? 12 : 6;
    }

    /// <summary>The rows of the next tile when some are left: an unrolled number, chosen so that the rest does not become tiny.</summary>
    public static int NextRows(int left, int max)
    {
        if (left <= max && left is not (7 or 9 or 11))
        {
            return left;
        }

        int tiles = (left + max - 1) / max;
        int rows = (left + tiles - 1) / tiles;
        if (rows is 7 or 9 or 11)
        {
            rows = rows < left ? rows + 1 : (rows + 1) / 2;
        }

        return rows;
    }

    [MethodImpl(HotLoop.Options)]
    public static void Run<V, T>(in Tile<T> tile, int rows, int vectors)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        switch ((rows << 1) + vectors - 1)
        {
            case 25: Rows12x2<V, T>(tile); break;
            case 24: Rows12x1<V, T>(tile); break;
            case 21: Rows10x2<V, T>(tile); break;
            case 20: Rows10x1<V, T>(tile); break;
            case 17: Rows8x2<V, T>(tile); break;
            case 16: Rows8x1<V, T>(tile); break;
            case 13: Rows6x2<V, T>(tile); break;
            case 12: Rows6x1<V, T>(tile); break;
            case 11: Rows5x2<V, T>(tile); break;
            case 10: Rows5x1<V, T>(tile); break;
            case 9: Rows4x2<V, T>(tile); break;
            case 8: Rows4x1<V, T>(tile); break;
            case 7: Rows3x2<V, T>(tile); break;
            case 6: Rows3x1<V, T>(tile); break;
            case 5: Rows2x2<V, T>(tile); break;
            case 4: Rows2x1<V, T>(tile); break;
            case 3: Rows1x2<V, T>(tile); break;
            default: Rows1x1<V, T>(tile); break;
        }
    }
}
