using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// The gradient of a convolution's input where pooling two by two follows it, with one image in each lane: the pooled images' gradient is
/// spread in the lanes and goes through the reversed kernel there. A chunk is as many images as there are lanes.
/// </summary>
internal unsafe struct LanePooledInputBody<V, T> : IChunkBody
    where V : struct, ILane<V>, IVectorLane<V, T>
    where T : unmanaged
{
    /// <summary>The gradient of the convolution's output; where it has a place to be written to, it is written on the way.</summary>
    public LanePooledGradient<V, T> Output;

    /// <summary>The convolution with the reversed kernel. It has no input of its own.</summary>
    public LaneConvBody<V, T> Reversed;

    public readonly void Run(int chunk)
    {
        using Scratch.Frame frame = Scratch.Open();
        ConvGeometry g = Reversed.Geometry;
        var images = new LaneImages<V, T>(g);
        T* lanes = frame.Take<T>(images.Length);
        for (int row = 0; row < g.InputHeight; row += 2)
        {
            T* upper = images.Row(g, lanes, row, clearSides: true);
            T* lower = images.Row(g, lanes, row + 1, clearSides: true);
            Output.Fill(chunk, row, 2, upper, images.RowStride);
            if (Output.Dz != null)
            {
                Output.Write(chunk, row, upper);
                Output.Write(chunk, row + 1, lower);
            }
        }

        Reversed.Convolve(images, lanes, chunk);
    }
}
