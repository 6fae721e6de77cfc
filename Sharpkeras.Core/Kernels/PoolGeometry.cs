namespace Sharpkeras.Kernels;

/// <summary>
/// The numbers of a two-dimensional pooling: input [Batch, InputHeight, InputWidth, Channels], output [Batch, OutputHeight,
/// OutputWidth, Channels]. Output pixel (oy, ox) looks at rows oy·StrideHeight − PadTop + ky and columns alike, ky &lt; WindowHeight;
/// what lies outside the input does not count (also not in the divisor of the average).
/// </summary>
public readonly record struct PoolGeometry(
    int Batch,
    int InputHeight,
    int InputWidth,
    int Channels,
    int WindowHeight,
    int WindowWidth,
    int OutputHeight,
    int OutputWidth,
    int StrideHeight,
    int StrideWidth,
    int PadTop,
    int PadLeft);
