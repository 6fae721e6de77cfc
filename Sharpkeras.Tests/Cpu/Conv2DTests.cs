using System.Numerics;
using Sharpkeras.Cpu;
using Sharpkeras.Kernels;

namespace Sharpkeras.Tests.Cpu;

[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
[NonParallelizable]
internal sealed unsafe class Conv2DTests<T>
    where T : unmanaged, IFloatingPoint<T>
{
    private int threads;

    private static readonly ConvGeometry[] Geometries =
    [
        Of(0, 8, 7, 3, 3, 3, 5, "valid", 1, 1, 1),
        Of(1, 9, 11, 1, 5, 5, 6, "valid", 1, 1, 1),
        Of(17, 9, 11, 1, 5, 5, 6, "valid", 1, 1, 1),
        Of(33, 8, 6, 6, 3, 3, 3, "valid", 1, 1, 1),
        Of(17, 62, 60, 16, 3, 3, 5, "same", 1, 1, 1),
        Of(16, 7, 8, 3, 3, 2, 6, "same", 1, 1, 1),
        Of(5, 14, 14, 6, 5, 5, 16, "valid", 1, 1, 1),
        Of(2, 7, 9, 16, 3, 3, 32, "same", 1, 1, 1),
        Of(2, 7, 9, 17, 3, 3, 33, "same", 1, 1, 1),
        Of(3, 5, 6, 32, 1, 1, 17, "valid", 1, 1, 1),
        Of(1, 1, 1, 3, 1, 1, 1, "valid", 1, 1, 1),
        Of(2, 12, 13, 3, 4, 3, 7, "same", 2, 1, 1),
        Of(18, 12, 13, 2, 4, 3, 3, "same", 2, 1, 1),
        Of(18, 11, 10, 2, 2, 3, 3, "valid", 3, 1, 1),
        Of(2, 12, 13, 3, 3, 3, 16, "same", 1, 2, 1),
        Of(20, 12, 13, 3, 3, 3, 2, "valid", 1, 2, 1),
        Of(2, 8, 9, 6, 3, 3, 12, "same", 1, 1, 3),
        Of(2, 8, 9, 4, 3, 3, 4, "same", 2, 1, 4),
        Of(20, 6, 7, 4, 2, 3, 6, "valid", 1, 2, 2),
        Of(2, 30, 40, 5, 3, 3, 40, "same", 1, 1, 1),

        // a border wider than the kernel needs, and one that only some sides have
        new(3, 6, 7, 2, 3, 3, 10, 9, 4, 1, 1, 1, 1, 4, 0, 1),
        new(18, 6, 7, 2, 3, 3, 10, 9, 4, 1, 1, 1, 1, 4, 3, 1),
        new(18, 6, 7, 2, 3, 3, 6, 6, 4, 1, 1, 1, 1, 0, 1, 1),
    ];

    [SetUp]
    public void Remember() => threads = WorkerPool.Threads;

    [TearDown]
    public void Restore() => WorkerPool.Threads = threads;

    [TestCaseSource(nameof(Geometries))]
    public void Forward(ConvGeometry g)
    {
        (bool, string?)[] endings = [(false, null), (true, null), (false, "square"), (true, "positive")];
        foreach ((bool bias, string? function) in endings)
        {
            using var x = Input(g);
            using var w = Kernel(g);
            using var b = Native<T>.Random(g.OutputChannels, 4);
            using var y = new Native<T>(g.Batch * g.OutputHeight * g.OutputWidth * g.OutputChannels);
            TileEpilogue? epilogue = function == null ? null : TileEpilogue.For<T>(TestEpilogues.ByName(function)!);
            CpuConv2D.Forward(g, x.Pointer, w.Pointer, bias ? b.Pointer : null, epilogue, y.Pointer);
            double[] expected = NaiveConv2D.Forward(g, Numbers(x), Numbers(w), bias ? Numbers(b) : null);
            y.AssertClose([.. expected.Select(value => TestEpilogues.Expected(function, value))], $"{g} {bias} {function}");
        }
    }

    [TestCaseSource(nameof(Geometries))]
    public void InputGradient(ConvGeometry g)
    {
        using var dy = Output(g);
        using var w = Kernel(g);
        using var dx = new Native<T>(g.Batch * g.InputHeight * g.InputWidth * g.InputChannels);
        CpuConv2D.InputGradient(g, dy.Pointer, w.Pointer, dx.Pointer);
        dx.AssertClose(NaiveConv2D.InputGradient(g, Numbers(dy), Numbers(w)), $"{g}");
    }

    [TestCaseSource(nameof(Geometries))]
    public void KernelGradient(ConvGeometry g)
    {
        using var x = Input(g);
        using var dy = Output(g);
        using var dw = new Native<T>(g.KernelHeight * g.KernelWidth * g.GroupInputChannels * g.OutputChannels);
        CpuConv2D.KernelGradient(g, x.Pointer, dy.Pointer, dw.Pointer);
        dw.AssertClose(NaiveConv2D.KernelGradient(g, Numbers(x), Numbers(dy)), $"{g}");
    }

    [TestCase(1, 6, 40)]
    [TestCase(6, 16, 40)]
    [TestCase(16, 3, 40)]
    [TestCase(20, 40, 3)]
    public void SameDigitsOnAnyNumberOfThreads(int inputs, int outputs, int batch)
    {
        ConvGeometry g = Of(batch, 20, 20, inputs, 5, 5, outputs, "same", 1, 1, 1);
        using var x = Input(g);
        using var w = Kernel(g);
        using var y = Output(g);
        T[][] results = new[] { 1, 2, 4 }.Select(count =>
        {
            WorkerPool.Threads = count;
            using var first = new Native<T>(y.Length);
            using var second = new Native<T>(x.Length);
            using var third = new Native<T>(w.Length);
            CpuConv2D.Forward(g, x.Pointer, w.Pointer, (T*)null, null, first.Pointer);
            CpuConv2D.InputGradient(g, y.Pointer, w.Pointer, second.Pointer);
            CpuConv2D.KernelGradient(g, x.Pointer, y.Pointer, third.Pointer);
            return (T[])[.. first.ToArray(), .. second.ToArray(), .. third.ToArray()];
        }).ToArray();
        Assert.That(results[1].AsSpan().SequenceEqual(results[0]));
        Assert.That(results[2].AsSpan().SequenceEqual(results[0]));
    }

    private static ConvGeometry Of(
        int batch,
        int height,
        int width,
        int inputs,
        int kernelHeight,
        int kernelWidth,
        int outputs,
        string padding,
        int stride,
        int dilation,
        int groups)
    {
        int spanHeight = ((kernelHeight - 1) * dilation) + 1;
        int spanWidth = ((kernelWidth - 1) * dilation) + 1;
        bool same = padding == "same";
        int outputHeight = same ? (height + stride - 1) / stride : ((height - spanHeight) / stride) + 1;
        int outputWidth = same ? (width + stride - 1) / stride : ((width - spanWidth) / stride) + 1;
        int padTop = same ? Math.Max(0, ((outputHeight - 1) * stride) + spanHeight - height) / 2 : 0;
        int padLeft = same ? Math.Max(0, ((outputWidth - 1) * stride) + spanWidth - width) / 2 : 0;
        return new(
            batch,
            height,
            width,
            inputs,
            kernelHeight,
            kernelWidth,
            outputHeight,
            outputWidth,
            outputs,
            stride,
            stride,
            dilation,
            dilation,
            padTop,
            padLeft,
            groups);
    }

    private static Native<T> Input(ConvGeometry g) => Native<T>.Random(g.Batch * g.InputHeight * g.InputWidth * g.InputChannels, 1);

    private static Native<T> Kernel(ConvGeometry g) =>
        Native<T>.Random(g.KernelHeight * g.KernelWidth * g.GroupInputChannels * g.OutputChannels, 2);

    private static Native<T> Output(ConvGeometry g) => Native<T>.Random(g.Batch * g.OutputHeight * g.OutputWidth * g.OutputChannels, 3);

    private static double[] Numbers(Native<T> native) => [.. native.ToArray().Select(double.CreateChecked)];
}
