namespace Sharpkeras.Kernels;

/// <summary>
/// The numbers of a two-dimensional convolution: input [Batch, InputHeight, InputWidth, InputChannels], kernel [KernelHeight,
/// KernelWidth, InputChannels / Groups, OutputChannels], output [Batch, OutputHeight, OutputWidth, OutputChannels], all row-major.
/// Output pixel (oy, ox) reads input rows oy·StrideHeight − PadTop + ky·DilationHeight, and columns alike; what lies outside is zero.
/// </summary>
public readonly record struct ConvGeometry(
    int Batch,
    int InputHeight,
    int InputWidth,
    int InputChannels,
    int KernelHeight,
    int KernelWidth,
    int OutputHeight,
    int OutputWidth,
    int OutputChannels,
    int StrideHeight,
    int StrideWidth,
    int DilationHeight,
    int DilationWidth,
    int PadTop,
    int PadLeft,
    int Groups)
{
    /// <summary>The input channels that one output channel reads.</summary>
    public int GroupInputChannels => InputChannels / Groups;

    /// <summary>The output channels of one group.</summary>
    public int GroupOutputChannels => OutputChannels / Groups;
}
