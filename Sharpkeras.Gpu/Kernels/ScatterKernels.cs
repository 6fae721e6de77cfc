using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>
/// Writing by index without atomics: the picks of a row of y lie side by side after sorting, and one thread folds them in their order. Keys
/// outside y are left out.
/// </summary>
internal static class ScatterKernels
{
    /// <summary>The sorted picks that a thread of <see cref="Chunks"/> folds.</summary>
    public const int Chunk = 32;

    /// <summary>A thread for each sorted pick and column; the first of a row folds them all, one after the other.</summary>
    [GpuKernel]
    public static void Rows<K, V>(
        K kernel, ScatterShape shape, ArrayView<V> x, ArrayView<int> keys, ArrayView<int> order, ArrayView<V> y, int length)
        where K : struct, INumberBinaryKernel
        where V : unmanaged, INumberLane<V>
    {
        for (int e = Threads.Index; e < length; e += Threads.Count)
        {
            int row = e / shape.Inner;
            int column = e - (row * shape.Inner);
            int outer = row / shape.Picks;
            int pick = row - (outer * shape.Picks);
            int start = shape.KeyStart(outer, column);
            int key = keys[shape.Key(start, pick)];
            bool first = pick == 0 || keys[shape.Key(start, pick - 1)] != key;
            if (first && (uint)key < (uint)shape.Count)
            {
                V result = y[shape.Target(outer, key, column)];
                bool more = true;
                while (more)
                {
                    result = kernel.Forward(result, x[shape.Source(order, outer, shape.Key(start, pick), pick, column)]);
                    pick++;
                    more = pick < shape.Picks && keys[shape.Key(start, pick)] == key;
                }

                y[shape.Target(outer, key, column)] = result;
            }
        }
    }

    /// <summary>
    /// A thread for each <see cref="Chunk"/> sorted picks and column. Of a row that began in an earlier chunk the fold goes to
    /// leads [outer, chunks, inner].
    /// </summary>
    [GpuKernel]
    public static void Chunks<K, V>(
        K kernel,
        ScatterShape shape,
        ArrayView<V> x,
        ArrayView<int> keys,
        ArrayView<int> order,
        ArrayView<V> y,
        ArrayView<V> leads,
        int chunks,
        int length)
        where K : struct, INumberBinaryKernel
        where V : unmanaged, INumberLane<V>
    {
        for (int e = Threads.Index; e < length; e += Threads.Count)
        {
            int row = e / shape.Inner;
            int column = e - (row * shape.Inner);
            int outer = row / chunks;
            int pick = (row - (outer * chunks)) * Chunk;
            int end = pick + Chunk < shape.Picks ? pick + Chunk : shape.Picks;
            int start = shape.KeyStart(outer, column);
            int key = keys[shape.Key(start, pick)];
            bool leading = pick > 0 && keys[shape.Key(start, pick - 1)] == key;
            V fold = x[shape.Source(order, outer, shape.Key(start, pick), pick, column)];
            for (pick++; pick < end; pick++)
            {
                int at = shape.Key(start, pick);
                int next = keys[at];
                V value = x[shape.Source(order, outer, at, pick, column)];
                if (next != key)
                {
                    Put(kernel, shape, y, leads, outer, key, column, e, leading, fold);
                    leading = false;
                }

                fold = next == key ? kernel.Forward(fold, value) : value;
                key = next;
            }

            Put(kernel, shape, y, leads, outer, key, column, e, leading, fold);
        }
    }

    /// <summary>A thread for each chunk and column: a row that began in the chunk and goes on beyond it is completed from the leads.</summary>
    [GpuKernel]
    public static void Leads<K, V>(
        K kernel, ScatterShape shape, ArrayView<int> keys, ArrayView<V> y, ArrayView<V> leads, int chunks, int length)
        where K : struct, INumberBinaryKernel
        where V : unmanaged, INumberLane<V>
    {
        for (int e = Threads.Index; e < length; e += Threads.Count)
        {
            int row = e / shape.Inner;
            int column = e - (row * shape.Inner);
            int outer = row / chunks;
            int chunk = row - (outer * chunks);
            int start = shape.KeyStart(outer, column);
            int next = chunk + 1;
            if (next < chunks)
            {
                int key = keys[shape.Key(start, (next * Chunk) - 1)];
                bool before = chunk > 0 && keys[shape.Key(start, (chunk * Chunk) - 1)] == key;
                bool goesOn = keys[shape.Key(start, next * Chunk)] == key;
                if (goesOn && !before && (uint)key < (uint)shape.Count)
                {
                    V result = y[shape.Target(outer, key, column)];
                    while (goesOn)
                    {
                        result = kernel.Forward(result, leads[(((outer * chunks) + next) * shape.Inner) + column]);
                        next++;
                        goesOn = next < chunks && keys[shape.Key(start, next * Chunk)] == key;
                    }

                    y[shape.Target(outer, key, column)] = result;
                }
            }
        }
    }

    private static void Put<K, V>(
        K kernel, ScatterShape shape, ArrayView<V> y, ArrayView<V> leads, int outer, int key, int column, int lead, bool leading, V fold)
        where K : struct, INumberBinaryKernel
        where V : unmanaged, INumberLane<V>
    {
        if (leading)
        {
            leads[lead] = fold;
        }
        else if ((uint)key < (uint)shape.Count)
        {
            int target = shape.Target(outer, key, column);
            y[target] = kernel.Forward(y[target], fold);
        }
    }
}
