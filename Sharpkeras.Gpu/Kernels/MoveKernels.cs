using ILGPU;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>Moving elements, by their size alone.</summary>
internal static class MoveKernels
{
    /// <summary>The edge of a tile of a transpose; a group of 256 threads moves four elements each.</summary>
    public const int Tile = 32;

    /// <summary>A row of a tile in shared memory: one more, so that the elements of a column lie in different banks.</summary>
    private const int TileRow = Tile + 1;

    /// <summary>The rows of a tile that a group moves at once.</summary>
    private const int TileStep = 8;

    /// <summary>One value in every element.</summary>
    [GpuKernel]
    public static void Fill<T>(T value, ArrayView<T> y, int length)
        where T : unmanaged
    {
        for (int i = Threads.Index; i < length; i += Threads.Count)
        {
            y[i] = value;
        }
    }

    /// <summary>y = condition ? a : b; the walk's operands are the condition, a and b.</summary>
    [GpuKernel]
    public static void Select<T>(BroadcastWalk walk, ArrayView<byte> condition, ArrayView<T> a, ArrayView<T> b, ArrayView<T> y, int length)
        where T : unmanaged
    {
        for (int i = Threads.Index; i < length; i += Threads.Count)
        {
            BroadcastWalk.Places at = walk.At(i);
            y[i] = condition[at.A] != 0 ? a[at.B] : b[at.C];
        }
    }

    /// <summary>A box of elements.</summary>
    [GpuKernel]
    public static void CopyBox<T>(BoxWalk walk, ArrayView<T> source, ArrayView<T> target, int length)
        where T : unmanaged
    {
        for (int i = Threads.Index; i < length; i += Threads.Count)
        {
            BoxWalk.Places at = walk.At(i);
            target[at.Target] = source[at.Source];
        }
    }

    /// <summary>
    /// A batch of transposes: target[column, row] = source[row, column]. Tiles of 32 × 32 elements go through shared memory, so that
    /// threads read and write side by side.
    /// </summary>
    /// <param name="batches">Where each matrix begins.</param>
    /// <param name="source">The matrices; elements of a row lie side by side.</param>
    /// <param name="target">The transposed matrices; elements of a column of the source lie side by side.</param>
    /// <param name="rows">The rows of a source matrix.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="sourceRow">The distance between rows in the source.</param>
    /// <param name="targetRow">The distance between rows in the target.</param>
    /// <param name="tiles">All tiles of the batch.</param>
    [GpuKernel]
    public static void Transpose<T>(
        BoxWalk batches, ArrayView<T> source, ArrayView<T> target, int rows, int columns, int sourceRow, int targetRow, int tiles)
        where T : unmanaged
    {
        ArrayView<T> tile = SharedMemory.Allocate<T>(Tile * TileRow);
        int lane = Group.IdxX % Tile;
        int first = Group.IdxX / Tile;
        int across = (columns + Tile - 1) / Tile;
        int down = (rows + Tile - 1) / Tile;
        for (int number = Grid.IdxX; number < tiles; number += Grid.DimX)
        {
            int rest = number / across;
            int left = (number - (rest * across)) * Tile;
            int batch = rest / down;
            int top = (rest - (batch * down)) * Tile;
            BoxWalk.Places at = batches.At(batch);
            for (int i = first; i < Tile; i += TileStep)
            {
                if (top + i < rows && left + lane < columns)
                {
                    tile[(i * TileRow) + lane] = source[at.Source + ((top + i) * sourceRow) + left + lane];
                }
            }

            Group.Barrier();
            for (int i = first; i < Tile; i += TileStep)
            {
                if (left + i < columns && top + lane < rows)
                {
                    target[at.Target + ((left + i) * targetRow) + top + lane] = tile[(lane * TileRow) + i];
                }
            }

            Group.Barrier();
        }
    }
}
