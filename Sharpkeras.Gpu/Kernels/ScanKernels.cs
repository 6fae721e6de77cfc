using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>
/// Running folds. Short or many columns have a thread each; long ones are folded in tiles by a group (Hillis and Steele 1986), and very
/// long ones in parts, which begin with the folds of those before.
/// </summary>
internal static class ScanKernels
{
    /// <summary>The threads of a group.</summary>
    public const int GroupSize = 256;

    /// <summary>The elements that a group folds at once: four a thread.</summary>
    public const int Tile = 4 * GroupSize;

    /// <summary>A tile in shared memory, where an element of padding follows each 32: see <see cref="Pad"/>.</summary>
    private const int PaddedTile = Tile + (Tile / 32);

    /// <summary>A thread for each column, one value after the other.</summary>
    [GpuKernel]
    public static void Columns<K, V>(K kernel, ScanShape shape, ArrayView<V> x, ArrayView<V> y)
        where K : struct, IReduceKernel
        where V : unmanaged, INumberLane<V>
    {
        for (int column = Threads.Index; column < shape.Columns; column += Threads.Count)
        {
            int at = shape.Start(column);
            V fold = x[at];
            y[at] = fold;
            for (int i = 1; i < shape.Length; i++)
            {
                at += shape.Step();
                fold = kernel.Combine(fold, x[at]);
                y[at] = fold;
            }
        }
    }

    /// <summary>
    /// A group for each part of a column: totals [columns, parts] are the folds of the parts, all but the last of which are full.
    /// </summary>
    [GpuKernel]
    public static void Totals<K, V>(K kernel, ScanShape shape, ArrayView<V> x, ArrayView<V> totals, int groups)
        where K : struct, IReduceKernel
        where V : unmanaged, INumberLane<V>
    {
        ArrayView<V> shared = SharedMemory.Allocate<V>(GroupSize);
        int thread = Group.IdxX;
        for (int group = Grid.IdxX; group < groups; group += Grid.DimX)
        {
            int column = group / shape.Parts;
            int first = (group - (column * shape.Parts)) * shape.PartLength;
            int end = first + shape.PartLength < shape.Length ? first + shape.PartLength : shape.Length;
            int start = shape.Start(column);
            V fold = kernel.Identity<V>();
            for (int i = first + thread; i < end; i += GroupSize)
            {
                V value = x[start + (i * shape.Step())];
                fold = i < first + GroupSize ? value : kernel.Combine(fold, value);
            }

            shared[thread] = fold;
            Group.Barrier();
            for (int half = GroupSize / 2; half > 0; half /= 2)
            {
                if (thread < half)
                {
                    shared[thread] = kernel.Combine(shared[thread], shared[thread + half]);
                }

                Group.Barrier();
            }

            if (thread == 0)
            {
                totals[group] = shared[0];
            }

            Group.Barrier();
        }
    }

    /// <summary>
    /// A group for each part of a column; carries [columns, parts] are the running folds of the parts' totals, unread where there is one.
    /// </summary>
    [GpuKernel]
    public static void Parts<K, V>(K kernel, ScanShape shape, ArrayView<V> x, ArrayView<V> carries, ArrayView<V> y, int groups)
        where K : struct, IReduceKernel
        where V : unmanaged, INumberLane<V>
    {
        ArrayView<V> tile = SharedMemory.Allocate<V>(PaddedTile);
        ArrayView<V> folds = SharedMemory.Allocate<V>(GroupSize);
        int thread = Group.IdxX;
        for (int group = Grid.IdxX; group < groups; group += Grid.DimX)
        {
            int column = group / shape.Parts;
            int part = group - (column * shape.Parts);
            int end = (part + 1) * shape.PartLength < shape.Length ? (part + 1) * shape.PartLength : shape.Length;
            int start = shape.Start(column);
            bool carried = part > 0;
            V carry = carried ? carries[group - 1] : kernel.Identity<V>();
            for (int from = part * shape.PartLength; from < end; from += Tile)
            {
                for (int i = thread; i < Tile; i += GroupSize)
                {
                    tile[Pad(i)] = from + i < end ? x[start + ((from + i) * shape.Step())] : kernel.Identity<V>();
                }

                Group.Barrier();
                Fold(kernel, tile, folds, thread, carried, carry);
                V all = folds[GroupSize - 1];
                carry = carried ? kernel.Combine(carry, all) : all;
                carried = true;
                Group.Barrier();
                for (int i = thread; i < Tile; i += GroupSize)
                {
                    if (from + i < end)
                    {
                        y[start + ((from + i) * shape.Step())] = tile[Pad(i)];
                    }
                }

                Group.Barrier();
            }
        }
    }

    /// <summary>
    /// The gradient of running products, a thread for each column: dx[j] = Π x[i &lt; j] · s[j] with s[j] = dy[j] + x[j + 1] · s[j + 1].
    /// </summary>
    [GpuKernel]
    public static void ProductGradient<V>(ScanShape shape, ArrayView<V> x, ArrayView<V> dy, ArrayView<V> dx)
        where V : unmanaged, INumberLane<V>
    {
        for (int column = Threads.Index; column < shape.Columns; column += Threads.Count)
        {
            int at = shape.Start(column);
            V product = V.Of(1);
            for (int i = 0; i < shape.Length; i++)
            {
                dx[at] = product;
                product *= x[at];
                at += shape.Inner;
            }

            at -= shape.Inner;
            V sum = dy[at];
            dx[at] *= sum;
            for (int i = 1; i < shape.Length; i++)
            {
                sum = dy[at - shape.Inner] + (x[at] * sum);
                at -= shape.Inner;
                dx[at] *= sum;
            }
        }
    }

    /// <summary>Running folds of a tile that lies in shared memory, after the carry; the last of folds is that of the tile alone.</summary>
    private static void Fold<K, V>(K kernel, ArrayView<V> tile, ArrayView<V> folds, int thread, bool carried, V carry)
        where K : struct, IReduceKernel
        where V : unmanaged, INumberLane<V>
    {
        int own = thread * 4;
        V a = tile[Pad(own)];
        V b = kernel.Combine(a, tile[Pad(own + 1)]);
        V c = kernel.Combine(b, tile[Pad(own + 2)]);
        V d = kernel.Combine(c, tile[Pad(own + 3)]);
        folds[thread] = d;
        Group.Barrier();
        for (int distance = 1; distance < GroupSize; distance *= 2)
        {
            V fold = folds[thread];
            if (thread >= distance)
            {
                fold = kernel.Combine(folds[thread - distance], fold);
            }

            Group.Barrier();
            folds[thread] = fold;
            Group.Barrier();
        }

        V before = carry;
        if (thread > 0)
        {
            before = carried ? kernel.Combine(carry, folds[thread - 1]) : folds[thread - 1];
        }

        bool leads = !carried && thread == 0;
        tile[Pad(own)] = leads ? a : kernel.Combine(before, a);
        tile[Pad(own + 1)] = leads ? b : kernel.Combine(before, b);
        tile[Pad(own + 2)] = leads ? c : kernel.Combine(before, c);
        tile[Pad(own + 3)] = leads ? d : kernel.Combine(before, d);
    }

    /// <summary>The place of an element of a tile: threads that read four neighbours each meet different banks.</summary>
    private static int Pad(int i) => i + (i >> 5);
}
