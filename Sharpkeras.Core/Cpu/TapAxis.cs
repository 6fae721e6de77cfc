using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// One axis of a convolution as a table: for each target index the source indices that reach it, with their places in the kernel, in the
/// kernel's order. Targets are outputs and sources inputs, or for a gradient the other way round. Borders, strides and dilations are in the
/// table, so that loops over it have no questions left.
/// </summary>
internal readonly unsafe struct TapAxis
{
    private readonly int* starts;

    private TapAxis(Scratch.Frame frame, int targets, int sources, int taps)
    {
        Targets = targets;
        Sources = sources;
        starts = frame.Take<int>(targets + 1);
        Source = frame.Take<int>((nint)targets * taps);
        Tap = frame.Take<int>((nint)targets * taps);
    }

    public int Targets { get; }

    public int Sources { get; }

    /// <summary>The source index of each entry.</summary>
    public int* Source { get; }

    /// <summary>The place in the kernel of each entry.</summary>
    public int* Tap { get; }

    public static TapAxis Rows(Scratch.Frame frame, in ConvGeometry g, bool reverse) =>
        Of(frame, g.InputHeight, g.OutputHeight, g.KernelHeight, g.StrideHeight, g.DilationHeight, g.PadTop, reverse);

    public static TapAxis Columns(Scratch.Frame frame, in ConvGeometry g, bool reverse) =>
        Of(frame, g.InputWidth, g.OutputWidth, g.KernelWidth, g.StrideWidth, g.DilationWidth, g.PadLeft, reverse);

    /// <summary>The first entry of a target.</summary>
    public int First(int target) => starts[target];

    /// <summary>One beyond the last entry of a target.</summary>
    public int End(int target) => starts[target + 1];

    private static TapAxis Of(Scratch.Frame frame, int inputs, int outputs, int taps, int stride, int dilation, int pad, bool reverse)
    {
        var axis = reverse ? new TapAxis(frame, inputs, outputs, taps) : new TapAxis(frame, outputs, inputs, taps);
        int entries = 0;
        for (int target = 0; target < axis.Targets; target++)
        {
            axis.starts[target] = entries;
            for (int tap = 0; tap < taps; tap++)
            {
                int place = reverse ? target + pad - (tap * dilation) : (target * stride) - pad + (tap * dilation);
                int source = reverse ? place / stride : place;
                if (place >= 0 && source < axis.Sources && (!reverse || source * stride == place))
                {
                    axis.Source[entries] = source;
                    axis.Tap[entries++] = tap;
                }
            }
        }

        axis.starts[axis.Targets] = entries;
        return axis;
    }
}
