using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>
/// The place of the largest or smallest value along the middle of [outer, reduced, inner]: the first of equal ones, and not a number
/// wins. Places are written as int32, or as the lower of two int32 (<c>wide</c> is 1) whose other half is 0.
/// </summary>
internal static class ArgKernels
{
    /// <summary>The threads of a group of <see cref="Parts"/>.</summary>
    public const int GroupSize = 128;

    /// <summary>A thread for each column.</summary>
    [GpuKernel]
    public static void Columns<V>(int largest, ArrayView<V> x, ArrayView<int> y, int wide, int reduced, int inner, int columns)
        where V : unmanaged, IScalarLane<V>
    {
        for (int column = Threads.Index; column < columns; column += Threads.Count)
        {
            int outer = column / inner;
            int start = (outer * reduced * inner) + (column - (outer * inner));
            V best = x[start];
            int place = 0;
            for (int i = 1; i < reduced; i++)
            {
                V value = x[start + (i * inner)];
                if (Wins(largest, value, best))
                {
                    best = value;
                    place = i;
                }
            }

            Write(y, column, wide, place);
        }
    }

    /// <summary>A group for each part of a column: places [columns, parts] are the winners of the parts.</summary>
    [GpuKernel]
    public static void Parts<V>(
        int largest, ArrayView<V> x, ArrayView<int> places, int wide, int reduced, int inner, int parts, int partLength, int groups)
        where V : unmanaged, IScalarLane<V>
    {
        ArrayView<V> values = SharedMemory.Allocate<V>(GroupSize);
        ArrayView<int> winners = SharedMemory.Allocate<int>(GroupSize);
        int thread = Group.IdxX;
        for (int group = Grid.IdxX; group < groups; group += Grid.DimX)
        {
            int column = group / parts;
            int outer = column / inner;
            int start = (outer * reduced * inner) + (column - (outer * inner));
            int first = (group - (column * parts)) * partLength;
            int end = first + partLength < reduced ? first + partLength : reduced;

            // threads without an element of their own begin with the part's first, which cannot win over itself
            int place = first + thread < end ? first + thread : first;
            V best = x[start + (place * inner)];
            for (int i = place + GroupSize; i < end; i += GroupSize)
            {
                V value = x[start + (i * inner)];
                if (Wins(largest, value, best))
                {
                    best = value;
                    place = i;
                }
            }

            place = Best(largest, values, winners, best, place);
            if (thread == 0)
            {
                Write(places, group, wide, place);
            }

            Group.Barrier();
        }
    }

    /// <summary>A thread for each column chooses among the winners of its parts.</summary>
    [GpuKernel]
    public static void Winners<V>(
        int largest, ArrayView<V> x, ArrayView<int> places, ArrayView<int> y, int wide, int reduced, int inner, int parts, int columns)
        where V : unmanaged, IScalarLane<V>
    {
        for (int column = Threads.Index; column < columns; column += Threads.Count)
        {
            int outer = column / inner;
            int start = (outer * reduced * inner) + (column - (outer * inner));
            int place = places[column * parts];
            V best = x[start + (place * inner)];
            for (int i = 1; i < parts; i++)
            {
                int other = places[(column * parts) + i];
                V value = x[start + (other * inner)];
                if (Wins(largest, value, best))
                {
                    best = value;
                    place = other;
                }
            }

            Write(y, column, wide, place);
        }
    }

    /// <summary>The place of the best value of a group's threads, known to the first of them.</summary>
    private static int Best<V>(int largest, ArrayView<V> values, ArrayView<int> places, V best, int place)
        where V : unmanaged, IScalarLane<V>
    {
        int thread = Group.IdxX;
        values[thread] = best;
        places[thread] = place;
        Group.Barrier();
        for (int half = GroupSize / 2; half > 0; half /= 2)
        {
            if (thread < half)
            {
                V value = values[thread + half];
                int other = places[thread + half];
                if (Wins(largest, value, best) || (!Wins(largest, best, value) && other < place))
                {
                    best = value;
                    place = other;
                }

                values[thread] = best;
                places[thread] = place;
            }

            Group.Barrier();
        }

        return place;
    }

    /// <summary>Whether a later value takes the place of the best so far; what is not a number differs from itself.</summary>
    private static bool Wins<V>(int largest, V value, V best)
        where V : unmanaged, IScalarLane<V>
    {
        V better = largest != 0 ? V.Greater(value, best) : V.Greater(best, value);
        V first = V.Not(V.Equal(value, value));
        return V.IsSet(V.And(V.Or(better, first), V.Equal(best, best)));
    }

    private static void Write(ArrayView<int> y, int at, int wide, int place)
    {
        y[(long)at << wide] = place;
        if (wide != 0)
        {
            y[((long)at << 1) + 1] = 0;
        }
    }
}
