using Sharpkeras.Kernels;

namespace Sharpkeras.Devices;

/// <summary>One place of a convolution's kernel and one group: the output pixels that reach into the input there, and its windows.</summary>
internal readonly struct ConvTap
{
    private readonly ConvGeometry g;
    private readonly int ky;
    private readonly int kx;
    private readonly int group;
    private readonly WindowAxis rows;
    private readonly WindowAxis columns;

    public ConvTap(in ConvGeometry geometry, int tap)
    {
        g = geometry;
        group = tap % g.Groups;
        kx = tap / g.Groups % g.KernelWidth;
        ky = tap / g.Groups / g.KernelWidth;
        rows = new WindowAxis(g.InputHeight, g.OutputHeight, g.StrideHeight, (ky * g.DilationHeight) - g.PadTop);
        columns = new WindowAxis(g.InputWidth, g.OutputWidth, g.StrideWidth, (kx * g.DilationWidth) - g.PadLeft);
    }

    /// <summary>The number of output pixels, all images together.</summary>
    public int Rows => g.Batch * rows.Count * columns.Count;

    public Shape InputWindow => [g.Batch, rows.Count, columns.Count, g.GroupInputChannels];

    public Shape OutputWindow => [g.Batch, rows.Count, columns.Count, g.GroupOutputChannels];

    public Tensor ReadInput(Backend backend, Tensor x) => Read(backend, x, InputWindow, InputStart, InputStep);

    public Tensor ReadOutput(Backend backend, Tensor y) => Read(backend, y, OutputWindow, OutputStart, [1, 1, 1, 1]);

    public Tensor ReadWeights(Backend backend, Tensor w) =>
        Read(backend, w, [1, 1, g.GroupInputChannels, g.GroupOutputChannels], WeightStart, [1, 1, 1, 1]);

    public void AddToInput(Backend backend, Tensor window, Tensor x) => Add(backend, window, x, InputStart, InputStep);

    public void AddToOutput(Backend backend, Tensor window, Tensor y) => Add(backend, window, y, OutputStart, [1, 1, 1, 1]);

    public void WriteWeights(Backend backend, Tensor window, Tensor w) =>
        backend.CopyWindow(window, [0, 0, 0, 0], [1, 1, 1, 1], w, WeightStart, [1, 1, 1, 1], window.Shape.Span);

    private int[] InputStart => [0, rows.InputStart, columns.InputStart, group * g.GroupInputChannels];

    private int[] InputStep => [1, g.StrideHeight, g.StrideWidth, 1];

    private int[] OutputStart => [0, rows.OutputStart, columns.OutputStart, group * g.GroupOutputChannels];

    private int[] WeightStart => [ky, kx, 0, group * g.GroupOutputChannels];

    private static Tensor Read(Backend backend, Tensor source, Shape window, ReadOnlySpan<int> start, ReadOnlySpan<int> step)
    {
        Tensor target = backend.Rent(window, source.DType);
        backend.CopyWindow(source, start, step, target, [0, 0, 0, 0], [1, 1, 1, 1], window.Span);
        return target;
    }

    private static void Add(Backend backend, Tensor window, Tensor target, ReadOnlySpan<int> start, ReadOnlySpan<int> step)
    {
        Tensor before = Read(backend, target, window.Shape, start, step);
        backend.NumberBinary(default(AddKernel), before, window, before);
        backend.CopyWindow(before, [0, 0, 0, 0], [1, 1, 1, 1], target, start, step, window.Shape.Span);
    }
}
