using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// Pooling by output rows. Vectors that reach beyond a pixel write into the next one, which is written afterwards.
/// </summary>
internal unsafe struct PoolForwardBody<P, V, T> : IChunkBody
    where P : struct, IPooling
    where V : struct, ILane<V>, IVectorLane<V, T>
    where T : unmanaged
{
    private const int Grain = 32 * 1024;

    public PoolGeometry Geometry;
    public T* X;
    public T* Y;

    private int rowsPerChunk;

    /// <summary>The number of chunks.</summary>
    public int Split()
    {
        long perRow = (long)Geometry.InputWidth * Geometry.Channels * Geometry.WindowHeight;
        long rows = (long)Geometry.Batch * Geometry.OutputHeight;
        rowsPerChunk = Chunks.RowsPerChunk(rows, perRow, Grain);
        return (int)((rows + rowsPerChunk - 1) / rowsPerChunk);
    }

    public void Run(int chunk)
    {
        using Scratch.Frame frame = Scratch.Open();
        nint inputRow = (nint)Geometry.InputWidth * Geometry.Channels;
        nint outputRow = (nint)Geometry.OutputWidth * Geometry.Channels;
        T* row = frame.Take<T>(outputRow + Geometry.Channels + V.Count);
        T* end = X + (Geometry.Batch * Geometry.InputHeight * inputRow);
        long last = Math.Min((long)Geometry.Batch * Geometry.OutputHeight, ((long)chunk + 1) * rowsPerChunk) - 1;
        PoolWindow rows = PoolWindow.Rows(Geometry);
        for (long i = Quadruples((long)chunk * rowsPerChunk, last); i <= last; i++)
        {
            int output = (int)(i % Geometry.OutputHeight);
            T* image = X + ((nint)(i / Geometry.OutputHeight) * Geometry.InputHeight * inputRow);
            T* x = image + (rows.First(output) * inputRow);
            T* y = Y + ((nint)i * outputRow);

            // what is written beyond the row belongs to rows that come next, but at the chunk's end those are not its own
            bool within = (last - i) * outputRow >= V.Count;
            Row(x, rows.Count(output), within ? y : row, end);
            if (!within)
            {
                Buffer.MemoryCopy(row, y, outputRow * sizeof(T), outputRow * sizeof(T));
            }
        }
    }

    /// <summary>
    /// The usual case without its questions: windows of 2 × 2 that lie inside, whole rows of them. It leaves those rows at the end
    /// beyond which a vector may not be read or written, and returns the first.
    /// </summary>
    [MethodImpl(HotLoop.Options)]
    private readonly long Quadruples(long first, long last)
    {
        nint channels = Geometry.Channels;
        nint outputRow = Geometry.OutputWidth * channels;
        long end = last - ((V.Count + outputRow - 1) / Math.Max(1, outputRow));
        if (!PoolWindow.Rows(Geometry).Pairs || !PoolWindow.Columns(Geometry).Pairs || end <= first)
        {
            return first;
        }

        nint below = Geometry.InputWidth * channels;
        nint step = Geometry.StrideWidth * channels;
        nint between = (Geometry.InputHeight - ((nint)Geometry.OutputHeight * Geometry.StrideHeight)) * below;
        nint output = (nint)(first % Geometry.OutputHeight);
        T* row = X + (((nint)(first / Geometry.OutputHeight) * Geometry.InputHeight) + (output * Geometry.StrideHeight)) * below;
        T* y = Y + ((nint)first * outputRow);
        V share = V.Of(0.25);
        for (long i = first; i < end; i++)
        {
            T* x = row;
            for (nint window = Geometry.OutputWidth; window > 0; window--)
            {
                nint channel = 0;
                do
                {
                    T* place = x + channel;
                    V upper = P.Combine(V.Load(place), V.Load(place + channels));
                    V lower = P.Combine(V.Load(place + below), V.Load(place + below + channels));
                    V.Store(P.Finish(P.Combine(upper, lower), share), y + channel);
                    channel += V.Count;
                }
                while (channel < channels);
                x += step;
                y += channels;
            }

            row += Geometry.StrideHeight * below;
            if (++output == Geometry.OutputHeight)
            {
                output = 0;
                row += between;
            }
        }

        return end;
    }

    [MethodImpl(HotLoop.Options)]
    private readonly void Row(T* x, int rows, T* y, T* end)
    {
        PoolWindow columns = PoolWindow.Columns(Geometry);
        nint channels = Geometry.Channels;
        nint inputRow = Geometry.InputWidth * channels;
        int known = 0;
        V share = V.Of(0);
        for (int output = 0; output < Geometry.OutputWidth; output++)
        {
            int count = rows == 0 ? 0 : columns.Count(output);
            if (count != known)
            {
                share = V.Broadcast(Numbers.Of<T>(1.0 / Math.Max(1, count * rows)));
                known = count;
            }

            T* first = x + (columns.First(output) * channels);
            bool inside = first + ((rows - 1) * inputRow) + (count * channels) + V.Count <= end;
            for (nint channel = 0; channel < channels; channel += V.Count)
            {
                T* place = first + channel;
                V sum = count == 0 ? P.Nothing<V>() : Window(place, rows, count, inside ? V.Count : channels - channel);
                V.Store(count == 0 ? sum : P.Finish(sum, share), y);
                y += Math.Min(V.Count, channels - channel);
            }
        }
    }

    /// <summary>Any window; only the given elements of a vector exist.</summary>
    [MethodImpl(HotLoop.Options)]
    private readonly V Window(T* x, int rows, int count, nint elements)
    {
        nint channels = Geometry.Channels;
        nint inputRow = Geometry.InputWidth * channels;
        V sum = Load(x, elements);
        if (rows == 2 && count == 2)
        {
            // the order of the loop for the usual case, so that a sum does not depend on where it lies
            V lower = P.Combine(Load(x + inputRow, elements), Load(x + inputRow + channels, elements));
            return P.Combine(P.Combine(sum, Load(x + channels, elements)), lower);
        }

        for (int i = 0; i < rows; i++)
        {
            for (int j = i == 0 ? 1 : 0; j < count; j++)
            {
                sum = P.Combine(sum, Load(x + (i * inputRow) + (j * channels), elements));
            }
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Load(T* x, nint elements) => elements >= V.Count ? V.Load(x) : Tail.Load<V, T>(x, elements);
}
