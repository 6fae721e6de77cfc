using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// The gradient of a convolution's output where pooling two by two follows it, with one image in each lane, from that of the pooled
/// images. A chunk is as many images as there are lanes.
/// </summary>
internal unsafe struct LanePooledGradient<V, T> : IChunkBody
    where V : struct, ILane<V>, IVectorLane<V, T>
    where T : unmanaged
{
    /// <summary>The convolution, of those output pixels that windows cover.</summary>
    public ConvGeometry Geometry;

    /// <summary>The gradient of the pooled images, [batch, pooled height, pooled width, channels].</summary>
    public T* Dy;

    /// <summary>Whether the pooling is the mean.</summary>
    public bool Average;

    /// <summary>What the forward computation noted; null where all passes.</summary>
    public uint* Gates;

    /// <summary>Where <see cref="Run"/> and <see cref="Write"/> write: [batch, height, width, channels].</summary>
    public T* Dz;

    private readonly nint Row => (nint)Geometry.OutputWidth * Geometry.OutputChannels;

    private readonly nint PooledRow => (nint)(Geometry.OutputWidth / 2) * Geometry.OutputChannels;

    /// <summary>Rows of the convolution's output, all its images in the lanes.</summary>
    /// <param name="chunk">Which images.</param>
    /// <param name="row">The first row, even.</param>
    /// <param name="rows">How many, even.</param>
    /// <param name="target">The rows, each [width, channels, lanes]; lanes without an image get zeros.</param>
    /// <param name="stride">From one row to the next.</param>
    public readonly void Fill(int chunk, int row, int rows, T* target, nint stride)
    {
        using Scratch.Frame frame = Scratch.Open();
        int used = Math.Min(V.Count, Geometry.Batch - (chunk * V.Count));
        nint length = PooledRow * (rows / 2);
        nint imageLength = PooledRow * (Geometry.OutputHeight / 2);
        T* pooled = used < V.Count ? frame.TakeZeros<T>(length * V.Count) : frame.Take<T>(length * V.Count);
        Transposer.Run(Dy + ((nint)chunk * V.Count * imageLength) + (row / 2 * PooledRow), imageLength, pooled, V.Count, used, length);
        uint* gates = Gates == null ? null : Gates + (((chunk * imageLength) + (row / 2 * PooledRow)) * LanePooling.Window);
        for (int i = 0; i < rows; i += 2)
        {
            LanePooling.Spread<V, T>(pooled, Geometry.OutputWidth / 2, Geometry.OutputChannels, Average, gates, target, target + stride);
            pooled += PooledRow * V.Count;
            target += 2 * stride;
            gates += gates == null ? 0 : PooledRow * LanePooling.Window;
        }
    }

    /// <summary>Writes the gradient of the convolution's output.</summary>
    public readonly void Run(int chunk)
    {
        using Scratch.Frame frame = Scratch.Open();
        T* lanes = frame.Take<T>(2 * Row * V.Count);
        for (int row = 0; row < Geometry.OutputHeight; row += 2)
        {
            Fill(chunk, row, 2, lanes, Row * V.Count);
            Write(chunk, row, lanes);
            Write(chunk, row + 1, lanes + (Row * V.Count));
        }
    }

    /// <summary>Writes a row that lies in the lanes.</summary>
    public readonly void Write(int chunk, int row, T* lanes)
    {
        nint imageLength = Geometry.OutputHeight * Row;
        int used = Math.Min(V.Count, Geometry.Batch - (chunk * V.Count));
        Transposer.Run(lanes, V.Count, Dz + ((nint)chunk * V.Count * imageLength) + (row * Row), imageLength, Row, used);
    }
}
