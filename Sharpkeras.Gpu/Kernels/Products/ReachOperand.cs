using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels.Products;

/// <summary>
/// The gradient of a convolution's output as a matrix that is nowhere in memory: a row for each input pixel, with the output pixels that it
/// reached, in the order of the kernel [height, width, output channels of a group]. Place ky of the kernel brings input row iy to output
/// row (iy + padding − ky·dilation) / stride, where that is whole and inside.
/// </summary>
internal readonly struct ReachOperand<V> : IOperand<V>
    where V : unmanaged
{
    private readonly int pixels;
    private readonly int taps;
    private readonly int outputHeight;
    private readonly int outputWidth;
    private readonly int outputChannels;
    private readonly int dilationHeight;
    private readonly int dilationWidth;
    private readonly int padTop;
    private readonly int padLeft;
    private readonly int strided;
    private readonly Divider strideHeight;
    private readonly Divider strideWidth;
    private readonly Divider image;
    private readonly Divider line;
    private readonly Divider channels;
    private readonly Divider kernelWidth;

    public ReachOperand(in ConvGeometry g)
    {
        pixels = checked(g.Batch * g.InputHeight * g.InputWidth);
        taps = checked(g.KernelHeight * g.KernelWidth * g.GroupOutputChannels);
        outputHeight = g.OutputHeight;
        outputWidth = g.OutputWidth;
        outputChannels = g.OutputChannels;
        dilationHeight = g.DilationHeight;
        dilationWidth = g.DilationWidth;
        padTop = g.PadTop;
        padLeft = g.PadLeft;
        strided = g.StrideHeight == 1 && g.StrideWidth == 1 ? 0 : 1;
        strideHeight = new Divider(g.StrideHeight);
        strideWidth = new Divider(g.StrideWidth);
        image = new Divider(Math.Max(g.InputHeight * g.InputWidth, 1));
        line = new Divider(Math.Max(g.InputWidth, 1));
        channels = new Divider(Math.Max(g.GroupOutputChannels, 1));
        kernelWidth = new Divider(Math.Max(g.KernelWidth, 1));
    }

    public Place Row(int row)
    {
        int n = image.Divide(row);
        int rest = image.Rest(row, n);
        int iy = line.Divide(rest);
        return new Place
        {
            Offset = n * outputHeight * outputWidth * outputChannels,
            Y = row < pixels ? iy + padTop : Place.Outside,
            X = line.Rest(rest, iy) + padLeft,
        };
    }

    public Place Step(int step)
    {
        int tap = channels.Divide(step);
        int ky = kernelWidth.Divide(tap);
        return new Place
        {
            Offset = channels.Rest(step, tap),
            Y = step < taps ? -ky * dilationHeight : Place.Outside,
            X = -kernelWidth.Rest(tap, ky) * dilationWidth,
        };
    }

    public V Load(ArrayView<V> source, Place row, Place step)
    {
        int y = row.Y + step.Y;
        int x = row.X + step.X;
        if (strided != 0 && (y | x) >= 0)
        {
            int oy = strideHeight.Divide(y);
            int ox = strideWidth.Divide(x);
            int between = strideHeight.Rest(y, oy) | strideWidth.Rest(x, ox);
            y = between == 0 ? oy : -1;
            x = ox;
        }

        return (uint)y < (uint)outputHeight & (uint)x < (uint)outputWidth
            ? source[row.Offset + step.Offset + (((y * outputWidth) + x) * outputChannels)]
            : default;
    }
}
