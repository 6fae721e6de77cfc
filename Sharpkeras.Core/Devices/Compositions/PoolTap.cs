using Sharpkeras.Kernels;

namespace Sharpkeras.Devices;

/// <summary>One place of a pooling window.</summary>
internal readonly struct PoolTap
{
    private readonly PoolGeometry g;
    private readonly WindowAxis rows;
    private readonly WindowAxis columns;

    public PoolTap(in PoolGeometry geometry, int tap)
    {
        g = geometry;
        rows = new WindowAxis(g.InputHeight, g.OutputHeight, g.StrideHeight, (tap / g.WindowWidth) - g.PadTop);
        columns = new WindowAxis(g.InputWidth, g.OutputWidth, g.StrideWidth, (tap % g.WindowWidth) - g.PadLeft);
    }

    private Shape Window => [g.Batch, rows.Count, columns.Count, g.Channels];

    private int[] InputStart => [0, rows.InputStart, columns.InputStart, 0];

    private int[] InputStep => [1, g.StrideHeight, g.StrideWidth, 1];

    private int[] OutputStart => [0, rows.OutputStart, columns.OutputStart, 0];

    public Tensor ReadInput(Backend backend, Tensor x) => Read(backend, x, InputStart, InputStep);

    public Tensor ReadOutput(Backend backend, Tensor y) => Read(backend, y, OutputStart, [1, 1, 1, 1]);

    public void WriteOutput(Backend backend, Tensor window, Tensor y) =>
        backend.CopyWindow(window, [0, 0, 0, 0], [1, 1, 1, 1], y, OutputStart, [1, 1, 1, 1], window.Shape.Span);

    public void AddToInput(Backend backend, Tensor window, Tensor x)
    {
        Tensor before = ReadInput(backend, x);
        backend.NumberBinary(default(AddKernel), before, window, before);
        backend.CopyWindow(before, [0, 0, 0, 0], [1, 1, 1, 1], x, InputStart, InputStep, window.Shape.Span);
    }

    private Tensor Read(Backend backend, Tensor source, ReadOnlySpan<int> start, ReadOnlySpan<int> step)
    {
        Tensor target = backend.Rent(Window, source.DType);
        backend.CopyWindow(source, start, step, target, [0, 0, 0, 0], [1, 1, 1, 1], target.Shape.Span);
        return target;
    }
}
