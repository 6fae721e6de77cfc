using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// The gradient of maximum pooling, image by image, in buffers with room for whole vectors: each window looks for its first largest value.
/// Where windows do not overlap the result is stored, else it is added.
/// </summary>
internal unsafe struct MaxGradientBody<V, T> : IChunkBody
    where V : struct, ILane<V>, IVectorLane<V, T>
    where T : unmanaged
{
    public PoolGeometry Geometry;
    public T* X;
    public T* Y;
    public T* Dy;
    public T* Dx;

    /// <summary>
    /// The rows of the result's buffer leave room for a vector: what it holds beyond the last pixel must not touch the next row.
    /// </summary>
    private readonly nint TargetRow => ((nint)Geometry.InputWidth * Geometry.Channels) + V.Count;

    public void Run(int chunk)
    {
        using Scratch.Frame frame = Scratch.Open();
        nint inputs = (nint)Geometry.InputHeight * Geometry.InputWidth * Geometry.Channels;
        nint outputs = (nint)Geometry.OutputHeight * Geometry.OutputWidth * Geometry.Channels;
        T* x = Copy(frame, X + (chunk * inputs), inputs);
        T* y = Copy(frame, Y + (chunk * outputs), outputs);
        T* dy = Copy(frame, Dy + (chunk * outputs), outputs);
        T* dx = frame.TakeZeros<T>(Geometry.InputHeight * TargetRow);
        T* mask = Mask(frame);
        int inputRow = Geometry.InputWidth * Geometry.Channels;
        nint outputRow = (nint)Geometry.OutputWidth * Geometry.Channels;

        // with several vectors for a pixel the last one would undo the first one of the pixel beside it
        bool disjoint = PoolWindow.Rows(Geometry).Disjoint && PoolWindow.Columns(Geometry).Disjoint && Geometry.Channels <= V.Count;
        for (int row = 0; row < Geometry.OutputHeight; row++)
        {
            if (disjoint)
            {
                Windows<Stored>(row, x, y + (row * outputRow), dy + (row * outputRow), dx, mask);
            }
            else
            {
                Windows<Added>(row, x, y + (row * outputRow), dy + (row * outputRow), dx, mask);
            }
        }

        ConvWeights.PackPanel(dx, TargetRow, Dx + (chunk * inputs), inputRow, Geometry.InputHeight, inputRow);
    }

    private static T* Copy(Scratch.Frame frame, T* source, nint length)
    {
        T* copy = frame.Take<T>(length + V.Count);
        Buffer.MemoryCopy(source, copy, length * sizeof(T), length * sizeof(T));
        new Span<T>(copy + length, V.Count).Clear();
        return copy;
    }

    /// <summary>One for each channel, up to whole vectors of zeros: what lies beyond a pixel belongs to the next.</summary>
    private readonly T* Mask(Scratch.Frame frame)
    {
        T* mask = frame.TakeZeros<T>((nint)Geometry.Channels + V.Count);
        new Span<T>(mask, Geometry.Channels).Fill(Numbers.Of<T>(1));
        return mask;
    }

    [MethodImpl(HotLoop.Options)]
    private readonly void Windows<W>(int row, T* x, T* y, T* dy, T* dx, T* mask)
        where W : struct, IWrite
    {
        PoolWindow rows = PoolWindow.Rows(Geometry);
        PoolWindow columns = PoolWindow.Columns(Geometry);
        nint channels = Geometry.Channels;
        nint inputRow = Geometry.InputWidth * channels;
        nint targetRow = TargetRow;
        int top = rows.First(row);
        int bottom = rows.End(row);
        V zero = V.Of(0);
        for (int output = 0; output < Geometry.OutputWidth; output++)
        {
            int first = columns.First(output);
            int end = columns.End(output);
            for (nint channel = 0; channel < channels; channel += V.Count)
            {
                V largest = V.Load(y + (output * channels) + channel);
                V gradient = V.Load(dy + (output * channels) + channel);
                V open = V.Greater(V.Load(mask + channel), zero);
                for (int i = top; i < bottom; i++)
                {
                    for (int j = first; j < end; j++)
                    {
                        nint at = (j * channels) + channel;
                        V hit = V.And(V.Equal(V.Load(x + (i * inputRow) + at), largest), open);
                        open = V.And(open, V.Not(hit));
                        W.Write<V, T>(V.Select(hit, gradient, zero), dx + (i * targetRow) + at);
                    }
                }
            }
        }
    }

    private interface IWrite
    {
        static abstract void Write<L, E>(L value, E* target)
            where L : struct, ILane<L>, IVectorLane<L, E>
            where E : unmanaged;
    }

    private readonly struct Stored : IWrite
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Write<L, E>(L value, E* target)
            where L : struct, ILane<L>, IVectorLane<L, E>
            where E : unmanaged => L.Store(value, target);
    }

    private readonly struct Added : IWrite
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Write<L, E>(L value, E* target)
            where L : struct, ILane<L>, IVectorLane<L, E>
            where E : unmanaged => L.Store(L.Load(target) + value, target);
    }
}
