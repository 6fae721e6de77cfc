using Sharpkeras.Kernels;
using Sharpkeras.Tests.Cpu;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Gpu;

/// <summary>A convolution's inputs, in double for plain loops and on the OpenCL device.</summary>
internal sealed class ConvCase(ConvGeometry g, DType dtype)
{
    public double[] X { get; } = KernelTestData.Random(1, InputShape(g).Length);

    public double[] W { get; } = KernelTestData.Random(2, KernelShape(g).Length);

    public double[] Bias { get; } = KernelTestData.Random(3, g.OutputChannels);

    public double[] Dy { get; } = KernelTestData.Random(4, OutputShape(g).Length);

    /// <summary>The products in one element of the output.</summary>
    public double Terms { get; } = g.KernelHeight * g.KernelWidth * g.GroupInputChannels;

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
    public Tensor Put(double[] values) => KernelTestData.ToTensor(values, [values.Length], dtype).To(TestDevices.NeedGpu());
}
