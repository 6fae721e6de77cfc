using System.Numerics;
using Sharpkeras.Cpu;
using Sharpkeras.Kernels;

namespace Sharpkeras.Tests.Cpu;

/// <summary>What the tests of the processor's convolutions share: each way through them against plain loops.</summary>
[NonParallelizable]
internal abstract unsafe class ConvKernelTests<T>
    where T : unmanaged, IFloatingPoint<T>
{
    private int threads;

    [SetUp]
    public void Remember() => threads = WorkerPool.Threads;

    [TearDown]
    public void Restore() => WorkerPool.Threads = threads;

    protected abstract void Forward(ConvGeometry g, T* x, T* w, T* bias, TileEpilogue? epilogue, T* y);

    protected abstract void InputGradient(ConvGeometry g, T* dy, T* w, T* dx);

    protected abstract void KernelGradient(ConvGeometry g, T* x, T* dy, T* dw);

    protected void CheckForward(ConvGeometry g)
    {
        (bool, string?)[] endings = [(false, null), (true, null), (false, "square"), (true, "positive")];
        foreach ((bool bias, string? function) in endings)
        {
            using var x = Input(g);
            using var w = Kernel(g);
            using var b = Native<T>.Random(g.OutputChannels, 4);
            using var y = new Native<T>(g.Batch * g.OutputHeight * g.OutputWidth * g.OutputChannels);
            TileEpilogue? epilogue = function == null ? null : TileEpilogue.For<T>(TestEpilogues.ByName(function)!);
            Forward(g, x.Pointer, w.Pointer, bias ? b.Pointer : null, epilogue, y.Pointer);
            double[] expected = NaiveConv2D.Forward(g, Numbers(x), Numbers(w), bias ? Numbers(b) : null);
            y.AssertClose([.. expected.Select(value => TestEpilogues.Expected(function, value))], $"{g} {bias} {function}");
        }
    }

    protected void CheckInputGradient(ConvGeometry g)
    {
        using var dy = Output(g);
        using var w = Kernel(g);
        using var dx = new Native<T>(g.Batch * g.InputHeight * g.InputWidth * g.InputChannels);
        InputGradient(g, dy.Pointer, w.Pointer, dx.Pointer);
        dx.AssertClose(NaiveConv2D.InputGradient(g, Numbers(dy), Numbers(w)), $"{g}");
    }

    protected void CheckKernelGradient(ConvGeometry g)
    {
        using var x = Input(g);
        using var dy = Output(g);
        using var dw = new Native<T>(g.KernelHeight * g.KernelWidth * g.GroupInputChannels * g.OutputChannels);
        KernelGradient(g, x.Pointer, dy.Pointer, dw.Pointer);
        dw.AssertClose(NaiveConv2D.KernelGradient(g, Numbers(x), Numbers(dy)), $"{g}");
    }

    protected void CheckSameDigitsOnAnyNumberOfThreads(ConvGeometry g)
    {
        using var x = Input(g);
        using var w = Kernel(g);
        using var y = Output(g);
        T[][] results = new[] { 1, 2, 4 }.Select(count =>
        {
            WorkerPool.Threads = count;
            using var first = new Native<T>(y.Length);
            using var second = new Native<T>(x.Length);
            using var third = new Native<T>(w.Length);
            Forward(g, x.Pointer, w.Pointer, null, null, first.Pointer);
            InputGradient(g, y.Pointer, w.Pointer, second.Pointer);
            KernelGradient(g, x.Pointer, y.Pointer, third.Pointer);
            return (T[])[.. first.ToArray(), .. second.ToArray(), .. third.ToArray()];
        }).ToArray();
        Assert.That(results[1].AsSpan().SequenceEqual(results[0]));
        Assert.That(results[2].AsSpan().SequenceEqual(results[0]));
    }

    protected static ConvGeometry Geometry(
        int batch,
        int height,
        int width,
        int inputs,
        int kernelHeight,
        int kernelWidth,
        int outputs,
        (int Rows, int Columns) stride,
        (int Rows, int Columns) dilation,
        bool same,
        int groups)
    {
        (int rows, int top) = Places(height, ((kernelHeight - 1) * dilation.Rows) + 1, stride.Rows, same);
        (int columns, int left) = Places(width, ((kernelWidth - 1) * dilation.Columns) + 1, stride.Columns, same);
        return new(
            batch,
            height,
            width,
            inputs,
            kernelHeight,
            kernelWidth,
            rows,
            columns,
            outputs,
            stride.Rows,
            stride.Columns,
            dilation.Rows,
            dilation.Columns,
            top,
            left,
            groups);
    }

    private static (int Count, int Before) Places(int length, int span, int stride, bool same)
    {
        int count = same ? (length + stride - 1) / stride : ((length - span) / stride) + 1;
        return (count, same ? Math.Max(0, ((count - 1) * stride) + span - length) / 2 : 0);
    }

    private static Native<T> Input(ConvGeometry g) => Native<T>.Random(g.Batch * g.InputHeight * g.InputWidth * g.InputChannels, 1);

    private static Native<T> Kernel(ConvGeometry g) =>
        Native<T>.Random(g.KernelHeight * g.KernelWidth * g.GroupInputChannels * g.OutputChannels, 2);

    private static Native<T> Output(ConvGeometry g) => Native<T>.Random(g.Batch * g.OutputHeight * g.OutputWidth * g.OutputChannels, 3);

    private static double[] Numbers(Native<T> native) => [.. native.ToArray().Select(double.CreateChecked)];
}
