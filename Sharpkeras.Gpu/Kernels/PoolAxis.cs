using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>Where windows and pixels meet along one axis of a pooling.</summary>
internal readonly struct PoolAxis(int inputs, int outputs, int window, int stride, int pad)
{
    public static PoolAxis Rows(in PoolGeometry g) => new(g.InputHeight, g.OutputHeight, g.WindowHeight, g.StrideHeight, g.PadTop);

    public static PoolAxis Columns(in PoolGeometry g) => new(g.InputWidth, g.OutputWidth, g.WindowWidth, g.StrideWidth, g.PadLeft);

    /// <summary>The first input of a window.</summary>
    public int First(int output) => Math.Max(0, (output * stride) - pad);

    /// <summary>One beyond the last input of a window.</summary>
    public int End(int output) => Math.Min(inputs, (output * stride) - pad + window);

    /// <summary>The first window that an input belongs to.</summary>
    public int FirstOutput(int input) => Math.Max(0, (input + pad - window + stride) / stride);

    /// <summary>One beyond the last window that an input belongs to.</summary>
    public int EndOutput(int input) => Math.Min(outputs, ((input + pad) / stride) + 1);
}
