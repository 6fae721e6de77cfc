using Sharpkeras.Kernels;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Cpu;

/// <summary>Convolutions through the contract of backends: types, bias and activation reach the kernels, whose own tests are finer.</summary>
[Category("Kernels")]
internal sealed class CpuBackendConv2DTests
{
    private static readonly int[][] Cases = ConvCase.Parts;

    [Test]
    public void ForwardEqualsPlainLoops([ValueSource(nameof(Cases))] int[] parts, [Values(DType.Float32, DType.Float64)] DType dtype)
    {
        using var scope = new TensorScope();
        ConvGeometry g = ConvCase.Geometry(parts);
        var inputs = new ConvCase(g, dtype, Device.Cpu);
        Tensor y = KernelTestData.Backend.Rent(ConvCase.OutputShape(g), dtype);
        KernelTestData.Backend.Conv2D(
            g,
            inputs.Put(inputs.X),
            inputs.Put(inputs.W),
            inputs.Put(inputs.Bias),
            new Epilogue<FloatingUnary<ReluKernel>>(default),
            y);
        double[] expected = [.. NaiveConv2D.Forward(g, inputs.X, inputs.W, inputs.Bias).Select(sum => Math.Max(0, sum))];
        KernelTestData.AssertClose(y, expected, inputs.Terms, "forward");
    }

    [Test]
    public void InputGradientEqualsPlainLoops([ValueSource(nameof(Cases))] int[] parts, [Values(DType.Float32, DType.Float64)] DType dtype)
    {
        using var scope = new TensorScope();
        ConvGeometry g = ConvCase.Geometry(parts);
        var inputs = new ConvCase(g, dtype, Device.Cpu);
        Tensor dx = KernelTestData.Backend.Rent(ConvCase.InputShape(g), dtype);
        KernelTestData.Backend.Conv2DInputGradient(g, inputs.Put(inputs.Dy), inputs.Put(inputs.W), dx);
        KernelTestData.AssertClose(dx, NaiveConv2D.InputGradient(g, inputs.Dy, inputs.W), inputs.Terms * g.OutputChannels, "input gradient");
    }

    [Test]
    public void KernelGradientEqualsPlainLoops([ValueSource(nameof(Cases))] int[] parts, [Values(DType.Float32, DType.Float64)] DType dtype)
    {
        using var scope = new TensorScope();
        ConvGeometry g = ConvCase.Geometry(parts);
        var inputs = new ConvCase(g, dtype, Device.Cpu);
        Tensor dw = KernelTestData.Backend.Rent(ConvCase.KernelShape(g), dtype);
        Tensor dbias = KernelTestData.Backend.Rent([g.OutputChannels], dtype);
        KernelTestData.Backend.Conv2DKernelGradient(g, inputs.Put(inputs.X), inputs.Put(inputs.Dy), dw, dbias);
        KernelTestData.AssertClose(dbias, inputs.BiasGradient, g.Batch * g.OutputHeight * g.OutputWidth, "bias gradient");
        KernelTestData.AssertClose(dw, NaiveConv2D.KernelGradient(g, inputs.X, inputs.Dy), g.Batch * g.OutputHeight * g.OutputWidth, "kernel gradient");
    }

    [Test]
    public void ResultsDoNotDependOnTheNumberOfThreads()
    {
        using var scope = new TensorScope();
        ConvGeometry g = ConvCase.Geometry([50, 9, 9, 3, 10, 3, 3, 1, 1, 1, 1]);
        var inputs = new ConvCase(g, DType.Float32, Device.Cpu);
        Tensor x = inputs.Put(inputs.X);
        Tensor dy = inputs.Put(inputs.Dy);
        int before = Devices.Parallelism.Threads;
        try
        {
            float[][] results = [.. new[] { 1, 2, 4 }.Select(threads =>
            {
                Devices.Parallelism.Threads = threads;
                Tensor dw = KernelTestData.Backend.Rent(ConvCase.KernelShape(g), DType.Float32);
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
}
