using Sharpkeras.Devices;
using Sharpkeras.Kernels;
using Sharpkeras.Tests.Cpu;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Gpu;

/// <summary>Convolutions on an OpenCL device against plain loops in double.</summary>
internal sealed class GpuConvTests
{
    /// <summary>The processor's cases, and one with tiles of every size.</summary>
    private static readonly int[][] Cases = [.. ConvCase.Parts, [3, 33, 31, 20, 62, 3, 3, 1, 1, 1, 1]];

    private static Backend Backend => BackendProvider.Get(TestDevices.NeedGpu());

    [Test]
    public void ForwardEqualsPlainLoops([ValueSource(nameof(Cases))] int[] parts, [Values(DType.Float32, DType.Float64)] DType dtype)
    {
        using var scope = new TensorScope();
        ConvGeometry g = ConvCase.Geometry(parts);
        var inputs = new ConvCase(g, dtype, TestDevices.NeedGpu());
        Tensor y = Backend.Rent(ConvCase.OutputShape(g), dtype);
        Tensor x = inputs.Put(inputs.X);
        Tensor w = inputs.Put(inputs.W);
        Tensor bias = inputs.Put(inputs.Bias);
        long before = Backend.Stats.KernelLaunches;
        Backend.Conv2D(g, x, w, bias, TestEpilogues.Positive, y);
        Assert.That(Backend.Stats.KernelLaunches - before, Is.EqualTo(y.Length == 0 ? 0 : 1));
        double[] sums = NaiveConv2D.Forward(g, inputs.X, inputs.W, inputs.Bias);
        KernelTestData.AssertClose(y, [.. sums.Select(sum => Math.Max(0, sum))], inputs.Terms, "forward");
    }

    [Test]
    public void InputGradientEqualsPlainLoops([ValueSource(nameof(Cases))] int[] parts, [Values(DType.Float32, DType.Float64)] DType dtype)
    {
        using var scope = new TensorScope();
        ConvGeometry g = ConvCase.Geometry(parts);
        var inputs = new ConvCase(g, dtype, TestDevices.NeedGpu());
        Tensor dx = Backend.Rent(ConvCase.InputShape(g), dtype);
        Backend.Conv2DInputGradient(g, inputs.Put(inputs.Dy), inputs.Put(inputs.W), dx);
        double terms = inputs.Terms * g.GroupOutputChannels;
        KernelTestData.AssertClose(dx, NaiveConv2D.InputGradient(g, inputs.Dy, inputs.W), terms, "input gradient");
    }

    [Test]
    public void KernelGradientEqualsPlainLoopsAndRepeats(
        [ValueSource(nameof(Cases))] int[] parts, [Values(DType.Float32, DType.Float64)] DType dtype)
    {
        using var scope = new TensorScope();
        ConvGeometry g = ConvCase.Geometry(parts);
        var inputs = new ConvCase(g, dtype, TestDevices.NeedGpu());
        Tensor x = inputs.Put(inputs.X);
        Tensor dy = inputs.Put(inputs.Dy);
        Shape shape = ConvCase.KernelShape(g);

        // the bias's gradient in a block of its own, then right behind the kernel's: the same kernel computes both then
        Tensor dw = Backend.Rent(shape, dtype);
        Tensor dbias = Backend.Rent([g.OutputChannels], dtype);
        Tensor both = Backend.Rent([(int)shape.Length + g.OutputChannels], dtype);
        Tensor again = both.View(shape, 0);
        Tensor behind = both.View([g.OutputChannels], shape.Length);
        Backend.Conv2DKernelGradient(g, x, dy, dw, dbias);
        Backend.Conv2DKernelGradient(g, x, dy, again, behind);
        double terms = g.Batch * g.OutputHeight * g.OutputWidth;
        KernelTestData.AssertClose(dw, NaiveConv2D.KernelGradient(g, inputs.X, inputs.Dy), terms, "kernel gradient");
        KernelTestData.AssertClose(dbias, inputs.BiasGradient, terms, "bias gradient");
        KernelTestData.AssertClose(behind, inputs.BiasGradient, terms, "bias gradient behind the kernel's");
        KernelTestData.AssertClose(again, NaiveConv2D.KernelGradient(g, inputs.X, inputs.Dy), terms, "kernel gradient before the bias's");
        Tensor repeated = Backend.Rent(shape, dtype);
        Backend.Conv2DKernelGradient(g, x, dy, repeated, null);
        Assert.That(Nd.From(repeated.To(Device.Cpu)).Data, Is.EqualTo(Nd.From(dw.To(Device.Cpu)).Data));
    }

    [Test]
    public void ActivationFollowsSplitSums()
    {
        // one pixel and long sums: parts of them in one kernel, bias and activation in the next
        using var scope = new TensorScope();
        ConvGeometry g = ConvCase.Geometry([1, 9, 9, 50, 6, 9, 9, 1, 1, 0, 2]);
        var inputs = new ConvCase(g, DType.Float32, TestDevices.NeedGpu());
        Tensor y = Backend.Rent(ConvCase.OutputShape(g), DType.Float32);
        Tensor[] device = [inputs.Put(inputs.X), inputs.Put(inputs.W), inputs.Put(inputs.Bias)];
        long before = Backend.Stats.KernelLaunches;
        Backend.Conv2D(g, device[0], device[1], device[2], TestEpilogues.Square, y);
        Assert.That(Backend.Stats.KernelLaunches - before, Is.EqualTo(2));
        double[] sums = NaiveConv2D.Forward(g, inputs.X, inputs.W, inputs.Bias);
        double[] expected = [.. sums.Select(sum => TestEpilogues.Expected("square", sum))];

        // the square carries an error e of a sum s on as 2·s·e
        KernelTestData.AssertClose(y, expected, inputs.Terms * 2 * sums.Max(Math.Abs), "split");
    }
}
