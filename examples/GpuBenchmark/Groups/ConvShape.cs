using Sharpkeras.Kernels;

namespace Sharpkeras.Examples.GpuBenchmark.Groups;

/// <summary>A convolution of a known network, square in everything.</summary>
/// <param name="Name">Which.</param>
/// <param name="Input">The height and width of the input.</param>
/// <param name="InputChannels">Its channels.</param>
/// <param name="Kernel">The height and width of the kernel.</param>
/// <param name="OutputChannels">The channels of the output.</param>
/// <param name="Stride">The step of the kernel.</param>
/// <param name="Pad">The border on each side.</param>
internal sealed record ConvShape(string Name, int Input, int InputChannels, int Kernel, int OutputChannels, int Stride, int Pad)
{
    public int Output => ((Input + (2 * Pad) - Kernel) / Stride) + 1;

    /// <summary>Operations for so many images; each of the two gradients needs as many.</summary>
    public double Operations(int batch) => 2.0 * batch * Output * Output * OutputChannels * Kernel * Kernel * InputChannels;

    /// <summary>The bytes of input, output and kernel, and as many for what a backend needs besides.</summary>
    public long Bytes(int batch) =>
        2L * 4 * (((long)batch * Input * Input * InputChannels) + ((long)batch * Output * Output * OutputChannels) + ((long)Kernel * Kernel * InputChannels * OutputChannels));

    public ConvGeometry Geometry(int batch) => new(
        batch, Input, Input, InputChannels, Kernel, Kernel, Output, Output, OutputChannels, Stride, Stride, 1, 1, Pad, Pad, 1);
}
