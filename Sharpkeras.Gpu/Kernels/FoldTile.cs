using System.Runtime.CompilerServices;
using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>
/// How the threads of a group share folds: <see cref="Wide"/> columns, each folded by <see cref="Deep"/> threads. Neighbouring threads
/// belong to neighbouring columns, or to one column where its elements lie side by side (rows).
/// </summary>
internal readonly struct FoldTile
{
    /// <summary>The columns of a group.</summary>
    public readonly int Wide;

    /// <summary>The threads of a column.</summary>
    public readonly int Deep;

    /// <summary>How far apart the threads of a column are; one where a column's elements lie side by side.</summary>
    private readonly int step;

    private FoldTile(int wide, int deep, int step)
    {
        Wide = wide;
        Deep = deep;
        this.step = step;
    }

    /// <summary>Whether this thread has work; groups are filled up to a multiple of 32.</summary>
    public bool IsActive => Group.IdxX < Wide * Deep;

    /// <summary>This thread's column in the tile.</summary>
    public int Column => step == 1 ? Group.IdxX / Deep : Group.IdxX % Wide;

    /// <summary>This thread's number among those of its column.</summary>
    public int Depth => step == 1 ? Group.IdxX % Deep : Group.IdxX / Wide;

    /// <summary>The threads of a group.</summary>
    public int GroupSize => ((Wide * Deep) + 31) / 32 * 32;

    /// <summary>A tile of columns whose elements are far apart.</summary>
    public static FoldTile OfColumns(int wide, int deep) => new(wide, deep, wide);

    /// <summary>A tile of rows.</summary>
    public static FoldTile OfRows(int wide, int deep) => new(wide, deep, 1);

    /// <summary>
    /// Folds the values of a column's threads as a tree, always in the same order; all of them get the result. Every thread of the group
    /// must call it.
    /// </summary>
    /// <param name="kernel">The operation.</param>
    /// <param name="shared">Shared memory, a value for each thread.</param>
    /// <param name="value">This thread's value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Fold<K, V>(K kernel, ArrayView<V> shared, V value)
        where K : struct, IReduceKernel
        where V : unmanaged, INumberLane<V>
    {
        int place = Group.IdxX;
        int depth = Depth;

        // the result of a fold before may still be read
        Group.Barrier();
        shared[place] = value;
        int count = Deep;
        while (count > 1)
        {
            int half = (count + 1) / 2;
            Group.Barrier();
            if (depth < count - half)
            {
                shared[place] = kernel.Combine(shared[place], shared[place + (half * step)]);
            }

            count = half;
        }

        Group.Barrier();
        return shared[place - (depth * step)];
    }

    /// <summary>The sum of the values of a column's threads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Sum<V>(ArrayView<V> shared, V value)
        where V : unmanaged, INumberLane<V> => Fold(default(SumReduction), shared, value);
}
