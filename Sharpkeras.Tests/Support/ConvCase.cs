using Sharpkeras.Kernels;
using Sharpkeras.Tests.Cpu;

namespace Sharpkeras.Tests.Support;

/// <summary>A convolution's inputs, in double for plain loops and on a device.</summary>
internal sealed class ConvCase(ConvGeometry g, DType dtype, Device device)
{
    /// <summary>Cases that take every way: batch, height, width, channels, filters, kernel height and width, stride, dilation, same, groups.</summary>
    public static readonly int[][] Parts =
    [
        [64, 12, 12, 1, 6, 5, 5, 1, 1, 0, 1],
        [33, 8, 8, 6, 16, 5, 5, 1, 1, 0, 1],
        [17, 7, 6, 3, 4, 3, 3, 1, 1, 1, 1],
        [1, 9, 7, 2, 5, 3, 2, 2, 1, 1, 1],
        [5, 9, 8, 4, 8, 2, 3, 2, 1, 0, 1],
        [3, 11, 10, 3, 7, 3, 3, 1, 2, 0, 1],
        [2, 10, 9, 2, 3, 3, 3, 1, 3, 1, 1],
        [4, 6, 5, 4, 6, 3, 3, 1, 1, 1, 2],
        [2, 6, 6, 6, 12, 3, 3, 2, 1, 1, 3],
        [2, 5, 5, 8, 8, 1, 1, 1, 1, 0, 8],
        [1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1],
        [2, 6, 4, 17, 33, 3, 3, 1, 1, 1, 1],
        [3, 4, 9, 2, 10, 4, 9, 1, 1, 0, 1],
        [0, 6, 6, 2, 4, 3, 3, 1, 1, 0, 1],
        [2, 5, 7, 3, 2, 2, 2, 5, 1, 1, 1],
    ];

    public double[] X { get; } = KernelTestData.Random(1, InputShape(g).Length);

    public double[] W { get; } = KernelTestData.Random(2, KernelShape(g).Length);

    public double[] Bias { get; } = KernelTestData.Random(3, g.OutputChannels);

    public double[] Dy { get; } = KernelTestData.Random(4, OutputShape(g).Length);

    /// <summary>The products in one element of the output.</summary>
    public double Terms { get; } = g.KernelHeight * g.KernelWidth * g.GroupInputChannels;

    /// <summary>The gradient of the bias.</summary>
    public double[] BiasGradient => [.. Enumerable.Range(0, g.OutputChannels).Select(c => Dy.Where((_, i) => i % g.OutputChannels == c).Sum())];

    public static Shape InputShape(ConvGeometry g) => [g.Batch, g.InputHeight, g.InputWidth, g.InputChannels];

    public static Shape KernelShape(ConvGeometry g) => [g.KernelHeight, g.KernelWidth, g.GroupInputChannels, g.OutputChannels];

    public static Shape OutputShape(ConvGeometry g) => [g.Batch, g.OutputHeight, g.OutputWidth, g.OutputChannels];

    /// <summary>The geometry of batch, height, width, channels, filters, kernel height and width, stride, dilation, same, groups.</summary>
    public static ConvGeometry Geometry(int[] p)
    {
        Padding padding = p[9] == 1 ? Padding.Same : Padding.Valid;
        var (height, top) = WindowRule.Of(p[1], p[5], p[7], p[8], padding, "test", "height");
        var (width, left) = WindowRule.Of(p[2], p[6], p[7], p[8], padding, "test", "width");
        return new ConvGeometry(p[0], p[1], p[2], p[3], p[5], p[6], height, width, p[4], p[7], p[7], p[8], p[8], top, left, p[10]);
    }

    /// <summary>Numbers on the device.</summary>
    public Tensor Put(double[] values) => KernelTestData.ToTensor(values, [values.Length], dtype).To(device);
}
