using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// The gradient of average pooling by input rows. Where windows overlap the shares of their rows are added, then those of their columns;
/// neighbouring input rows of the same windows are equal and are copied.
/// </summary>
internal unsafe struct AverageGradientBody<V, T> : IChunkBody
    where V : struct, ILane<V>, IVectorLane<V, T>
    where T : unmanaged
{
    public PoolGeometry Geometry;
    public T* Dy;
    public T* Dx;

    private int rowsPerChunk;

    /// <summary>The number of chunks.</summary>
    public int Split()
    {
        long rows = (long)Geometry.Batch * Geometry.InputHeight;
        long windows = (rows + Geometry.StrideHeight - 1) / Geometry.StrideHeight;
        long perWindow = (long)Geometry.InputWidth * Geometry.Channels * Geometry.StrideHeight;
        rowsPerChunk = Chunks.RowsPerChunk(windows, perWindow) * Geometry.StrideHeight;
        return (int)((rows + rowsPerChunk - 1) / rowsPerChunk);
    }

    public void Run(int chunk)
    {
        long first = (long)chunk * rowsPerChunk;
        long end = Math.Min((long)Geometry.Batch * Geometry.InputHeight, first + rowsPerChunk);
        using Scratch.Frame frame = Scratch.Open();
        if (PoolWindow.Rows(Geometry).Disjoint && PoolWindow.Columns(Geometry).Disjoint && Geometry.Channels <= V.Count)
        {
            Spread(frame, first, end);
        }
        else
        {
            Gather(frame, first, end);
        }
    }

    /// <summary>Where windows do not overlap: each pixel of a row gets the share of its only window.</summary>
    private readonly void Spread(Scratch.Frame frame, long first, long end)
    {
        nint inputRow = (nint)Geometry.InputWidth * Geometry.Channels;
        nint outputRow = (nint)Geometry.OutputWidth * Geometry.Channels;
        T* row = frame.Take<T>(inputRow + V.Count);
        T* behind = Dy + (Geometry.Batch * Geometry.OutputHeight * outputRow);
        PoolWindow rows = PoolWindow.Rows(Geometry);
        for (long i = SpreadPairs(first, end); i < end; i++)
        {
            (long image, long input) = Math.DivRem(i, Geometry.InputHeight);
            int output = rows.FirstOutput((int)input);
            T* dx = Dx + ((nint)i * inputRow);
            if (output >= rows.EndOutput((int)input))
            {
                new Span<T>(dx, (int)inputRow).Clear();
                continue;
            }

            // what is written beyond the row belongs to rows that come next, but at the chunk's end those are not its own
            bool within = (end - 1 - i) * inputRow >= V.Count;
            T* dy = Dy + ((((nint)image * Geometry.OutputHeight) + output) * outputRow);
            SpreadRow(dy, within ? dx : row, rows.Count(output), behind);
            if (!within)
            {
                Buffer.MemoryCopy(row, dx, inputRow * sizeof(T), inputRow * sizeof(T));
            }
        }
    }

    [MethodImpl(HotLoop.Options)]
    private readonly void SpreadRow(T* dy, T* dx, int rows, T* behind)
    {
        PoolWindow columns = PoolWindow.Columns(Geometry);
        nint channels = Geometry.Channels;
        int known = 0;
        V share = V.Of(0);
        T* target = dx;
        for (int output = 0; output < Geometry.OutputWidth; output++)
        {
            int count = columns.Count(output);
            if (count != known)
            {
                share = V.Broadcast(Numbers.Of<T>(1.0 / Math.Max(1, count * rows)));
                known = count;
            }

            V value = share * (dy + V.Count <= behind ? V.Load(dy) : Tail.Load<V, T>(dy, channels));
            for (int i = 0; i < count; i++)
            {
                V.Store(value, target);
                target += channels;
            }

            dy += channels;
        }

        new Span<T>(target, (int)(dx + (Geometry.InputWidth * channels) - target)).Clear();
    }

    /// <summary>
    /// The usual case without its questions: windows of 2 × 2 that cover the input. It leaves those rows at the end beyond which a vector
    /// may not be read or written, and returns the first.
    /// </summary>
    [MethodImpl(HotLoop.Options)]
    private readonly long SpreadPairs(long first, long end)
    {
        PoolWindow columns = PoolWindow.Columns(Geometry);
        nint channels = Geometry.Channels;
        nint outputRow = Geometry.OutputWidth * channels;
        end -= 2 * ((V.Count + outputRow - 1) / Math.Max(1, outputRow));
        if (!columns.Pairs || !columns.Covered || !PoolWindow.Rows(Geometry).Pairs || !PoolWindow.Rows(Geometry).Covered || end <= first)
        {
            return first;
        }

        V share = V.Of(0.25);
        T* dx = Dx + ((nint)first * 2 * outputRow);
        T* dy = Dy + ((nint)(first / 2) * outputRow);
        for (long row = first; row < end; row++)
        {
            T* source = dy;
            for (nint window = Geometry.OutputWidth; window > 0; window--)
            {
                V value = share * V.Load(source);
                V.Store(value, dx);
                V.Store(value, dx + channels);
                source += channels;
                dx += 2 * channels;
            }

            // the second of two equal rows has another one behind it
            dy += (row & 1) == 0 ? 0 : outputRow;
        }

        return end;
    }

    private readonly void Gather(Scratch.Frame frame, long first, long end)
    {
        nint inputRow = (nint)Geometry.InputWidth * Geometry.Channels;
        nint outputRow = (nint)Geometry.OutputWidth * Geometry.Channels;
        T* combined = frame.TakeZeros<T>(outputRow + V.Count);
        T* row = frame.Take<T>(inputRow + V.Count);
        T* shares = Shares(frame);
        PoolWindow rows = PoolWindow.Rows(Geometry);
        (long Image, int First, int End) done = (-1, 0, 0);
        for (long i = first; i < end; i++)
        {
            (long image, long input) = Math.DivRem(i, Geometry.InputHeight);
            (long Image, int First, int End) windows = (image, rows.FirstOutput((int)input), rows.EndOutput((int)input));
            if (windows != done)
            {
                Combine(Dy + ((nint)image * Geometry.OutputHeight * outputRow), outputRow, windows.First, windows.End, combined);
                Columns(combined, shares, row);
                done = windows;
            }

            Unsafe.CopyBlockUnaligned(Dx + ((nint)i * inputRow), row, (uint)(inputRow * sizeof(T)));
        }
    }

    /// <summary>One divided by the columns of each window.</summary>
    private readonly T* Shares(Scratch.Frame frame)
    {
        T* shares = frame.Take<T>(Geometry.OutputWidth);
        PoolWindow columns = PoolWindow.Columns(Geometry);
        for (int output = 0; output < Geometry.OutputWidth; output++)
        {
            shares[output] = Numbers.Of<T>(1.0 / Math.Max(1, columns.Count(output)));
        }

        return shares;
    }

    [MethodImpl(HotLoop.Options)]
    private readonly void Combine(T* dy, nint length, int first, int end, T* combined)
    {
        new Span<T>(combined, (int)length).Clear();
        PoolWindow rows = PoolWindow.Rows(Geometry);
        for (int output = first; output < end; output++)
        {
            V share = V.Broadcast(Numbers.Of<T>(1.0 / Math.Max(1, rows.Count(output))));
            T* source = dy + (output * length);
            nint i = 0;
            for (; i <= length - V.Count; i += V.Count)
            {
                V.Store(V.FusedMultiplyAdd(V.Load(source + i), share, V.Load(combined + i)), combined + i);
            }

            if (i < length)
            {
                // the buffer has room for a whole vector
                V rest = Tail.Load<V, T>(source + i, length - i);
                V.Store(V.FusedMultiplyAdd(rest, share, V.Load(combined + i)), combined + i);
            }
        }
    }

    [MethodImpl(HotLoop.Options)]
    private readonly void Columns(T* combined, T* shares, T* target)
    {
        PoolWindow columns = PoolWindow.Columns(Geometry);
        nint channels = Geometry.Channels;
        for (int input = 0; input < Geometry.InputWidth; input++)
        {
            int first = columns.FirstOutput(input);
            int end = columns.EndOutput(input);
            for (nint channel = 0; channel < channels; channel += V.Count)
            {
                V sum = V.Of(0);
                for (int output = first; output < end; output++)
                {
                    sum = V.FusedMultiplyAdd(V.Load(combined + (output * channels) + channel), V.Broadcast(shares[output]), sum);
                }

                V.Store(sum, target + (input * channels) + channel);
            }
        }
    }
}
