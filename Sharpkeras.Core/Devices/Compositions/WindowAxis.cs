namespace Sharpkeras.Devices;

/// <summary>
/// One axis of a sliding window at one place of the window: the outputs o for which the input index o·stride + offset exists.
/// </summary>
internal readonly struct WindowAxis
{
    public WindowAxis(int inputs, int outputs, int stride, int offset)
    {
        OutputStart = offset >= 0 ? 0 : ((-offset + stride - 1) / stride);
        int last = inputs - 1 - offset;
        int end = last < 0 ? 0 : Math.Min(outputs, (last / stride) + 1);
        Count = Math.Max(0, end - OutputStart);
        InputStart = Count == 0 ? 0 : (OutputStart * stride) + offset;
        OutputStart = Count == 0 ? 0 : OutputStart;
    }

    /// <summary>The first output.</summary>
    public int OutputStart { get; }

    /// <summary>The input index of the first output.</summary>
    public int InputStart { get; }

    /// <summary>The number of outputs.</summary>
    public int Count { get; }
}
