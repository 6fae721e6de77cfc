using Sharpkeras.Gpu.Kernels.Products;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>The numbers of a convolution of each channel by itself, with the divisions that threads need.</summary>
internal readonly struct DepthwiseShape
{
    public readonly int InputHeight;
    public readonly int InputWidth;
    public readonly int InputChannels;
    public readonly int OutputHeight;
    public readonly int OutputWidth;
    public readonly int OutputChannels;
    public readonly int KernelHeight;
    public readonly int KernelWidth;
    public readonly int StrideHeight;
    public readonly int StrideWidth;
    public readonly int DilationHeight;
    public readonly int DilationWidth;
    public readonly int PadTop;
    public readonly int PadLeft;

    /// <summary>The output channels of an input channel.</summary>
    public readonly int Each;

    public readonly Divider ByInputHeight;
    public readonly Divider ByInputWidth;
    public readonly Divider ByInputChannels;
    public readonly Divider ByOutputHeight;
    public readonly Divider ByOutputWidth;
    public readonly Divider ByOutputChannels;
    public readonly Divider ByKernelWidth;
    public readonly Divider ByStrideHeight;
    public readonly Divider ByStrideWidth;
    public readonly Divider ByEach;

    public DepthwiseShape(in ConvGeometry g)
    {
        InputHeight = g.InputHeight;
        InputWidth = g.InputWidth;
        InputChannels = g.InputChannels;
        OutputHeight = g.OutputHeight;
        OutputWidth = g.OutputWidth;
        OutputChannels = g.OutputChannels;
        KernelHeight = g.KernelHeight;
        KernelWidth = g.KernelWidth;
        StrideHeight = g.StrideHeight;
        StrideWidth = g.StrideWidth;
        DilationHeight = g.DilationHeight;
        DilationWidth = g.DilationWidth;
        PadTop = g.PadTop;
        PadLeft = g.PadLeft;
        Each = g.GroupOutputChannels;
        ByInputHeight = By(g.InputHeight);
        ByInputWidth = By(g.InputWidth);
        ByInputChannels = By(g.InputChannels);
        ByOutputHeight = By(g.OutputHeight);
        ByOutputWidth = By(g.OutputWidth);
        ByOutputChannels = By(g.OutputChannels);
        ByKernelWidth = By(g.KernelWidth);
        ByStrideHeight = By(g.StrideHeight);
        ByStrideWidth = By(g.StrideWidth);
        ByEach = By(g.GroupOutputChannels);
    }

    private static Divider By(int number) => new(Math.Max(number, 1));
}
