using Sharpkeras.Kernels;

namespace Sharpkeras.Tests.Cpu;

/// <summary>Convolutions through the contract of backends: types, bias and activation reach the kernels, whose own tests are finer.</summary>
internal sealed class CpuBackendConv2DTests
{
    // batch, height, width, channels, filters, kernel height and width, stride, dilation, same, groups
    private static readonly int[][] Cases =
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

    [Test]
    public void ForwardEqualsPlainLoops([ValueSource(nameof(Cases))] int[] parts, [Values(DType.Float32, DType.Float64)] DType dtype)
    {
        using var scope = new TensorScope();
        ConvGeometry g = Geometry(parts);
        double[] x = X(g);
        double[] w = W(g);
        double[] bias = KernelTestData.Random(3, g.OutputChannels);
        Tensor y = KernelTestData.Backend.Rent(OutputShape(g), dtype);
        KernelTestData.Backend.Conv2D(
            g,
            KernelTestData.ToTensor(x, InputShape(g), dtype),
            KernelTestData.ToTensor(w, KernelShape(g), dtype),
            KernelTestData.ToTensor(bias, [g.OutputChannels], dtype),
            new Epilogue<FloatingUnary<ReluKernel>>(default),
            y);
        double[] expected = [.. NaiveConv2D.Forward(g, x, w, null).Select((sum, i) => Math.Max(0, sum + bias[i % g.OutputChannels]))];
        KernelTestData.AssertClose(y, expected, Terms(g), "forward");
    }

    [Test]
    public void InputGradientEqualsPlainLoops([ValueSource(nameof(Cases))] int[] parts, [Values(DType.Float32, DType.Float64)] DType dtype)
    {
        using var scope = new TensorScope();
        ConvGeometry g = Geometry(parts);
        double[] dy = Dy(g);
        double[] w = W(g);
        Tensor dx = KernelTestData.Backend.Rent(InputShape(g), dtype);
        KernelTestData.Backend.Conv2DInputGradient(
            g, KernelTestData.ToTensor(dy, OutputShape(g), dtype), KernelTestData.ToTensor(w, KernelShape(g), dtype), dx);
        KernelTestData.AssertClose(dx, NaiveConv2D.InputGradient(g, dy, w), Terms(g) * g.OutputChannels, "input gradient");
    }

    [Test]
    public void KernelGradientEqualsPlainLoops([ValueSource(nameof(Cases))] int[] parts, [Values(DType.Float32, DType.Float64)] DType dtype)
    {
        using var scope = new TensorScope();
        ConvGeometry g = Geometry(parts);
        double[] x = X(g);
        double[] dy = Dy(g);
        Tensor dw = KernelTestData.Backend.Rent(KernelShape(g), dtype);
        Tensor dbias = KernelTestData.Backend.Rent([g.OutputChannels], dtype);
        KernelTestData.Backend.Conv2DKernelGradient(
            g, KernelTestData.ToTensor(x, InputShape(g), dtype), KernelTestData.ToTensor(dy, OutputShape(g), dtype), dw, dbias);
        double[] sums = [.. Enumerable.Range(0, g.OutputChannels).Select(c => dy.Where((_, i) => i % g.OutputChannels == c).Sum())];
        KernelTestData.AssertClose(dbias, sums, g.Batch * g.OutputHeight * g.OutputWidth, "bias gradient");
        KernelTestData.AssertClose(dw, NaiveConv2D.KernelGradient(g, x, dy), g.Batch * g.OutputHeight * g.OutputWidth, "kernel gradient");
    }

    [Test]
    public void ResultsDoNotDependOnTheNumberOfThreads()
    {
        using var scope = new TensorScope();
        ConvGeometry g = Geometry([50, 9, 9, 3, 10, 3, 3, 1, 1, 1, 1]);
        Tensor x = KernelTestData.ToTensor(X(g), InputShape(g), DType.Float32);
        Tensor dy = KernelTestData.ToTensor(Dy(g), OutputShape(g), DType.Float32);
        int before = Devices.Parallelism.Threads;
        try
        {
            float[][] results = [.. new[] { 1, 2, 4 }.Select(threads =>
            {
                Devices.Parallelism.Threads = threads;
                Tensor dw = KernelTestData.Backend.Rent(KernelShape(g), DType.Float32);
                KernelTestData.Backend.Conv2DKernelGradient(g, x, dy, dw, null);
                return dw.ToArray<float>();
            })];
            Assert.That(results[1], Is.EqualTo(results[0]));
            Assert.That(results[2], Is.EqualTo(results[0]));
        }
        finally
        {
            Devices.Parallelism.Threads = before;
        }
    }

    private static ConvGeometry Geometry(int[] p)
    {
        var padding = p[9] == 1 ? Padding.Same : Padding.Valid;
        var (height, top) = WindowRule.Of(p[1], p[5], p[7], p[8], padding, "test", "height");
        var (width, left) = WindowRule.Of(p[2], p[6], p[7], p[8], padding, "test", "width");
        return new ConvGeometry(p[0], p[1], p[2], p[3], p[5], p[6], height, width, p[4], p[7], p[7], p[8], p[8], top, left, p[10]);
    }

    private static double Terms(ConvGeometry g) => g.KernelHeight * g.KernelWidth * g.GroupInputChannels;

    private static double[] X(ConvGeometry g) => KernelTestData.Random(1, InputShape(g).Length);

    private static double[] W(ConvGeometry g) => KernelTestData.Random(2, KernelShape(g).Length);

    private static double[] Dy(ConvGeometry g) => KernelTestData.Random(4, OutputShape(g).Length);

    private static Shape InputShape(ConvGeometry g) => [g.Batch, g.InputHeight, g.InputWidth, g.InputChannels];

    private static Shape KernelShape(ConvGeometry g) => [g.KernelHeight, g.KernelWidth, g.GroupInputChannels, g.OutputChannels];

    private static Shape OutputShape(ConvGeometry g) => [g.Batch, g.OutputHeight, g.OutputWidth, g.OutputChannels];
}
