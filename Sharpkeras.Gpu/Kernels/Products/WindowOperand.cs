using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels.Products;

/// <summary>
/// A convolution's input as a matrix that is nowhere in memory: a row for each output pixel, with what its window meets, in the order of
/// the kernel [height, width, channels of a group]. Pixel and kernel place add up to the place of an element, so that only additions and
/// the comparison with the image's edges are left for each.
/// </summary>
internal readonly struct WindowOperand<V> : IOperand<V>
    where V : unmanaged
{
    private readonly int pixels;
    private readonly int taps;
    private readonly int inputHeight;
    private readonly int inputWidth;
    private readonly int inputChannels;
    private readonly int strideHeight;
    private readonly int strideWidth;
    private readonly int dilationHeight;
    private readonly int dilationWidth;
    private readonly int padTop;
    private readonly int padLeft;
    private readonly Divider image;
    private readonly Divider line;
    private readonly Divider channels;
    private readonly Divider kernelWidth;

    public WindowOperand(in ConvGeometry g)
    {
        pixels = checked(g.Batch * g.OutputHeight * g.OutputWidth);
        taps = checked(g.KernelHeight * g.KernelWidth * g.GroupInputChannels);
        inputHeight = g.InputHeight;
        inputWidth = g.InputWidth;
        inputChannels = g.InputChannels;
        strideHeight = g.StrideHeight;
        strideWidth = g.StrideWidth;
        dilationHeight = g.DilationHeight;
        dilationWidth = g.DilationWidth;
        padTop = g.PadTop;
        padLeft = g.PadLeft;
        image = new Divider(Math.Max(g.OutputHeight * g.OutputWidth, 1));
        line = new Divider(Math.Max(g.OutputWidth, 1));
        channels = new Divider(Math.Max(g.GroupInputChannels, 1));
        kernelWidth = new Divider(Math.Max(g.KernelWidth, 1));
    }

    public Place Row(int row)
    {
        int n = image.Divide(row);
        int rest = image.Rest(row, n);
        int oy = line.Divide(rest);
        int y = (oy * strideHeight) - padTop;
        int x = (line.Rest(rest, oy) * strideWidth) - padLeft;
        return new Place
        {
            Offset = ((((n * inputHeight) + y) * inputWidth) + x) * inputChannels,
            Y = row < pixels ? y : Place.Outside,
            X = x,
        };
    }

    public Place Step(int step)
    {
        int tap = channels.Divide(step);
        int ky = kernelWidth.Divide(tap);
        int y = ky * dilationHeight;
        int x = kernelWidth.Rest(tap, ky) * dilationWidth;
        return new Place
        {
            Offset = (((y * inputWidth) + x) * inputChannels) + channels.Rest(step, tap),
            Y = step < taps ? y : Place.Outside,
            X = x,
        };
    }

    public V Load(ArrayView<V> source, Place row, Place step) =>
        (uint)(row.Y + step.Y) < (uint)inputHeight & (uint)(row.X + step.X) < (uint)inputWidth ? source[row.Offset + step.Offset] : default;
}
