using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>The place of an element in images [batch, height, width, channels].</summary>
internal readonly struct PoolPlace
{
    public readonly int Image;
    public readonly int Row;
    public readonly int Column;
    public readonly int Channel;

    public PoolPlace(int index, int height, int width, int channels)
    {
        int pixel = index / channels;
        int line = pixel / width;
        Channel = index - (pixel * channels);
        Column = pixel - (line * width);
        Image = line / height;
        Row = line - (Image * height);
    }

    /// <summary>The element of the input at a pixel of the same image and channel.</summary>
    public int Input(in PoolGeometry g, int row, int column) =>
        (((((Image * g.InputHeight) + row) * g.InputWidth) + column) * g.Channels) + Channel;

    /// <summary>The element of the output at a window of the same image and channel.</summary>
    public int Output(in PoolGeometry g, int row, int column) =>
        (((((Image * g.OutputHeight) + row) * g.OutputWidth) + column) * g.Channels) + Channel;
}
