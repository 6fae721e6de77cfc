using System.Numerics;
using Sharpkeras.Cpu;
using Sharpkeras.Kernels;

namespace Sharpkeras.Tests.Cpu;

/// <summary>Convolutions of each channel by itself against the plain loops of convolutions with a group for each channel.</summary>
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
[NonParallelizable]
internal sealed unsafe class DepthwiseTests<T>
    where T : unmanaged, IFloatingPoint<T>
{
    private static readonly ConvGeometry[] Geometries = [.. All()];

    private int threads;

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
            CpuDepthwise.Forward(g, x.Pointer, w.Pointer, bias ? b.Pointer : null, epilogue, y.Pointer);
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
        CpuDepthwise.InputGradient(g, dy.Pointer, w.Pointer, dx.Pointer);
        dx.AssertClose(NaiveConv2D.InputGradient(g, Numbers(dy), Numbers(w)), $"{g}");
    }

    [TestCaseSource(nameof(Geometries))]
    public void KernelGradient(ConvGeometry g)
    {
        using var x = Input(g);
        using var dy = Output(g);
        using var dw = new Native<T>(g.KernelHeight * g.KernelWidth * g.OutputChannels);
        CpuDepthwise.KernelGradient(g, x.Pointer, dy.Pointer, dw.Pointer);
        dw.AssertClose(NaiveConv2D.KernelGradient(g, Numbers(x), Numbers(dy)), $"{g}");
    }

    [TestCase(3, 1, 12)]
    [TestCase(24, 1, 12)]
    [TestCase(67, 1, 5)]
    [TestCase(9, 3, 12)]
    public void SameDigitsOnAnyNumberOfThreads(int channels, int multiplier, int batch)
    {
        ConvGeometry g = Of(batch, 31, 29, channels, 3, 3, multiplier, (1, 1), (1, 1), same: true);
        using var x = Input(g);
        using var w = Kernel(g);
        using var y = Output(g);
        T[][] results = new[] { 1, 2, 4 }.Select(count =>
        {
            WorkerPool.Threads = count;
            using var first = new Native<T>(y.Length);
            using var second = new Native<T>(x.Length);
            using var third = new Native<T>(w.Length);
            CpuDepthwise.Forward(g, x.Pointer, w.Pointer, (T*)null, null, first.Pointer);
            CpuDepthwise.InputGradient(g, y.Pointer, w.Pointer, second.Pointer);
            CpuDepthwise.KernelGradient(g, x.Pointer, y.Pointer, third.Pointer);
            return (T[])[.. first.ToArray(), .. second.ToArray(), .. third.ToArray()];
        }).ToArray();
        Assert.That(results[1].AsSpan().SequenceEqual(results[0]));
        Assert.That(results[2].AsSpan().SequenceEqual(results[0]));
    }

    /// <summary>Channels around the vectors' widths by multipliers, then the ways in which windows move.</summary>
    private static IEnumerable<ConvGeometry> All()
    {
        foreach (int channels in new[] { 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 63, 65, 131 })
        {
            foreach (int multiplier in new[] { 1, 2, 3 })
            {
                yield return Of(2, 5, 7, channels, 3, 2, multiplier, (1, 1), (1, 1), same: true);
            }

            yield return Of(2, 8, 7, channels, 3, 3, 1, (2, 2), (1, 1), same: true);
        }

        foreach (bool same in new[] { false, true })
        {
            yield return Of(3, 11, 13, 5, 3, 4, 2, (2, 3), (1, 1), same);
            yield return Of(2, 11, 13, 18, 3, 3, 1, (1, 1), (2, 3), same);
            yield return Of(2, 12, 11, 6, 3, 2, 2, (2, 2), (2, 3), same);
            yield return Of(2, 7, 5, 20, 1, 1, 1, (1, 1), (1, 1), same);
            yield return Of(1, 7, 9, 7, 2, 2, 1, (5, 4), (1, 1), same);
            yield return Of(2, 40, 37, 32, 5, 5, 1, (1, 1), (1, 1), same);
            yield return Of(0, 5, 5, 4, 3, 3, 2, (1, 1), (1, 1), same);
        }

        // one pixel under a window, no image rows at all, and windows that lie in the border only
        yield return Of(3, 1, 1, 9, 3, 3, 2, (1, 1), (1, 1), same: true);
        yield return Of(2, 0, 4, 3, 2, 2, 2, (1, 1), (1, 1), same: true);
        yield return new(2, 3, 3, 6, 2, 2, 9, 8, 12, 1, 1, 1, 1, 3, 4, 6);
    }

    private static ConvGeometry Of(
        int batch,
        int height,
        int width,
        int channels,
        int kernelHeight,
        int kernelWidth,
        int multiplier,
        (int Rows, int Columns) stride,
        (int Rows, int Columns) dilation,
        bool same)
    {
        (int rows, int top) = Places(height, ((kernelHeight - 1) * dilation.Rows) + 1, stride.Rows, same);
        (int columns, int left) = Places(width, ((kernelWidth - 1) * dilation.Columns) + 1, stride.Columns, same);
        return new(
            batch,
            height,
            width,
            channels,
            kernelHeight,
            kernelWidth,
            rows,
            columns,
            channels * multiplier,
            stride.Rows,
            stride.Columns,
            dilation.Rows,
            dilation.Columns,
            top,
            left,
            channels);
    }

    private static (int Count, int Before) Places(int length, int span, int stride, bool same)
    {
        int count = same ? (length + stride - 1) / stride : ((length - span) / stride) + 1;
        return (count, same ? Math.Max(0, ((count - 1) * stride) + span - length) / 2 : 0);
    }

    private static Native<T> Input(ConvGeometry g) => Native<T>.Random(g.Batch * g.InputHeight * g.InputWidth * g.InputChannels, 1);

    private static Native<T> Kernel(ConvGeometry g) => Native<T>.Random(g.KernelHeight * g.KernelWidth * g.OutputChannels, 2);

    private static Native<T> Output(ConvGeometry g) => Native<T>.Random(g.Batch * g.OutputHeight * g.OutputWidth * g.OutputChannels, 3);

    private static double[] Numbers(Native<T> native) => [.. native.ToArray().Select(double.CreateChecked)];
}
