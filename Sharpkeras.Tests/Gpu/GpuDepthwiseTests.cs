using Sharpkeras.Devices;
using Sharpkeras.Kernels;
using Sharpkeras.Tests.Cpu;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Gpu;

/// <summary>
/// Convolutions of each channel by itself on an OpenCL device against plain loops in double: they are convolutions with a group for each
/// channel, and their kernels lie alike.
/// </summary>
internal sealed class GpuDepthwiseTests
{
    private static readonly ConvGeometry[] Geometries =
    [
        new(2, 9, 8, 17, 3, 3, 9, 8, 17, 1, 1, 1, 1, 1, 1, 17),
        new(3, 9, 8, 5, 3, 2, 5, 4, 15, 2, 2, 1, 1, 1, 0, 5),
        new(1, 11, 13, 33, 3, 3, 7, 9, 66, 1, 1, 2, 2, 0, 0, 33),
        new(2, 1, 7, 1, 1, 3, 1, 7, 1, 1, 1, 1, 1, 0, 1, 1),
        new(9, 14, 13, 40, 3, 3, 14, 13, 40, 1, 1, 1, 1, 1, 1, 40),
        new(0, 5, 5, 4, 3, 3, 5, 5, 4, 1, 1, 1, 1, 1, 1, 4),
    ];

    private static Backend Backend => BackendProvider.Get(TestDevices.NeedGpu());

    [TestCaseSource(nameof(Geometries))]
    public void ForwardEqualsPlainLoops(ConvGeometry g)
    {
        foreach (DType dtype in (DType[])[DType.Float32, DType.Float64])
        {
            using var scope = new TensorScope();
            var inputs = new ConvCase(g, dtype, TestDevices.NeedGpu());
            Tensor y = Backend.Rent(ConvCase.OutputShape(g), dtype);
            Tensor[] device = [inputs.Put(inputs.X), inputs.Put(inputs.W), inputs.Put(inputs.Bias)];
            long before = Backend.Stats.KernelLaunches;
            Backend.DepthwiseConv2D(g, device[0], device[1], device[2], TestEpilogues.Positive, y);
            Assert.That(Backend.Stats.KernelLaunches - before, Is.EqualTo(y.Length == 0 ? 0 : 1));
            double[] sums = NaiveConv2D.Forward(g, inputs.X, inputs.W, inputs.Bias);
            KernelTestData.AssertClose(y, [.. sums.Select(sum => Math.Max(0, sum))], inputs.Terms, $"{dtype}");
            Backend.DepthwiseConv2D(g, device[0], device[1], null, null, y);
            KernelTestData.AssertClose(y, NaiveConv2D.Forward(g, inputs.X, inputs.W, null), inputs.Terms, $"{dtype} alone");
        }
    }

    [TestCaseSource(nameof(Geometries))]
    public void GradientsEqualPlainLoopsAndRepeat(ConvGeometry g)
    {
        foreach (DType dtype in (DType[])[DType.Float32, DType.Float64])
        {
            using var scope = new TensorScope();
            var inputs = new ConvCase(g, dtype, TestDevices.NeedGpu());
            Tensor[] device = [inputs.Put(inputs.X), inputs.Put(inputs.W), inputs.Put(inputs.Dy)];
            Tensor dx = Backend.Rent(ConvCase.InputShape(g), dtype);
            Backend.DepthwiseConv2DInputGradient(g, device[2], device[1], dx);
            KernelTestData.AssertClose(
                dx, NaiveConv2D.InputGradient(g, inputs.Dy, inputs.W), inputs.Terms * g.GroupOutputChannels, $"{dtype} input");
            Tensor dw = Backend.Rent(ConvCase.KernelShape(g), dtype);
            Tensor again = Backend.Rent(ConvCase.KernelShape(g), dtype);
            Backend.DepthwiseConv2DKernelGradient(g, device[0], device[2], dw);
            Backend.DepthwiseConv2DKernelGradient(g, device[0], device[2], again);
            KernelTestData.AssertClose(
                dw, NaiveConv2D.KernelGradient(g, inputs.X, inputs.Dy), g.Batch * g.OutputHeight * g.OutputWidth, $"{dtype} kernel");
            Assert.That(Nd.From(again.To(Device.Cpu)).Data, Is.EqualTo(Nd.From(dw.To(Device.Cpu)).Data));
        }
    }
}
