using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// Adds rows, several side by side as one line that is whole vectors long, so that a few channels fill the vectors too. The lines of the
/// chunks are added in order, then the rows in a line.
/// </summary>
internal unsafe struct SumRowsBody<V, T> : IChunkBody
    where V : struct, ILane<V>, IVectorLane<V, T>
    where T : unmanaged
{
    /// <summary>Vectors that are summed in registers side by side.</summary>
    private const int Vectors = 4;
    private const int Grain = 32 * 1024;
    private const int MaxChunks = 64;

    public T* X;
    public long Rows;
    public int Columns;

    /// <summary>[chunks, Line].</summary>
    public T* Sums;

    private long linesPerChunk;
    private int rowsPerLine;

    /// <summary>Elements of a line.</summary>
    public readonly nint Line => (nint)rowsPerLine * Columns;

    /// <summary>The number of chunks, from the sizes alone.</summary>
    public int Split()
    {
        rowsPerLine = Columns >= 8 * Vectors * V.Count ? 1 : Vectors * V.Count;
        long lines = (Rows + rowsPerLine - 1) / rowsPerLine;
        linesPerChunk = Math.Max(Math.Max(1, Grain / Line), (lines + MaxChunks - 1) / MaxChunks);
        return (int)Math.Max(1, (lines + linesPerChunk - 1) / linesPerChunk);
    }

    public void Run(int chunk)
    {
        T* sums = Sums + (chunk * Line);
        long first = chunk * linesPerChunk * rowsPerLine;
        long rows = Math.Clamp(Rows - first, 0, linesPerChunk * rowsPerLine);
        T* x = X + ((nint)first * Columns);
        nint lines = (nint)(rows / rowsPerLine);
        nint i = 0;
        for (; i <= Line - (Vectors * V.Count); i += Vectors * V.Count)
        {
            Strip(x + i, lines, sums + i);
        }

        // lines that are no whole strips long have one row only
        for (; i < Line; i++)
        {
            sums[i] = Column(x + i, lines);
        }

        LineMath.Add<V, T>(sums, x + (lines * Line), (nint)(rows % rowsPerLine) * Columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Strip(T* x, nint lines, T* sums)
    {
        V a = V.Of(0), b = a, c = a, d = a;
        nint line = Line;
        for (nint i = 0; i < lines; i++)
        {
            a += V.Load(x);
            b += V.Load(x + V.Count);
            c += V.Load(x + (2 * V.Count));
            d += V.Load(x + (3 * V.Count));
            x += line;
        }

        V.Store(a, sums);
        V.Store(b, sums + V.Count);
        V.Store(c, sums + (2 * V.Count));
        V.Store(d, sums + (3 * V.Count));
    }

    private readonly T Column(T* x, nint lines)
    {
        V sum = V.Of(0);
        for (nint i = 0; i < lines; i++)
        {
            sum += V.Broadcast(x[i * Line]);
        }

        return V.Element(sum, 0);
    }

    /// <summary>Adds the chunks in order, then the rows of the line.</summary>
    public readonly void Finish(int chunks, T* sum)
    {
        for (int chunk = 1; chunk < chunks; chunk++)
        {
            LineMath.Add<V, T>(Sums, Sums + (chunk * Line), Line);
        }

        for (int row = 1; row < rowsPerLine; row++)
        {
            LineMath.Add<V, T>(Sums, Sums + ((nint)row * Columns), Columns);
        }

        Unsafe.CopyBlockUnaligned(sum, Sums, (uint)(Columns * sizeof(T)));
    }
}
