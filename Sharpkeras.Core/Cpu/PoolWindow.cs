using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Where windows and pixels meet along one axis of a pooling.</summary>
internal readonly struct PoolWindow(int inputs, int outputs, int window, int stride, int pad)
{
    public static PoolWindow Rows(in PoolGeometry g) => new(g.InputHeight, g.OutputHeight, g.WindowHeight, g.StrideHeight, g.PadTop);

    public static PoolWindow Columns(in PoolGeometry g) => new(g.InputWidth, g.OutputWidth, g.WindowWidth, g.StrideWidth, g.PadLeft);

    /// <summary>Every input belongs to one window, but for some at the end.</summary>
    public bool Disjoint => window == stride;

    /// <summary>Every window is two inputs wide and lies inside.</summary>
    public bool Pairs => window == 2 && pad == 0 && ((outputs - 1) * stride) + 2 <= inputs;

    /// <summary>Every input belongs to one window.</summary>
    public bool Covered => Disjoint && outputs * window == inputs;

    /// <summary>The first input of a window.</summary>
    public int First(int output) => Math.Max(0, (output * stride) - pad);

    /// <summary>One beyond the last input of a window.</summary>
    public int End(int output) => Math.Min(inputs, (output * stride) - pad + window);

    /// <summary>The number of inputs of a window.</summary>
    public int Count(int output) => Math.Max(0, End(output) - First(output));

    /// <summary>The first window that an input belongs to.</summary>
    public int FirstOutput(int input)
    {
        int before = input + pad - window + 1;
        return before <= 0 ? 0 : (before + stride - 1) / stride;
    }

    /// <summary>One beyond the last window that an input belongs to.</summary>
    public int EndOutput(int input) => Math.Min(outputs, ((input + pad) / stride) + 1);
}
