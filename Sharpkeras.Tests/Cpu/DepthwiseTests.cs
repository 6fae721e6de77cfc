using System.Numerics;
using Sharpkeras.Cpu;
using Sharpkeras.Kernels;

namespace Sharpkeras.Tests.Cpu;

/// <summary>Convolutions of each channel by itself against the plain loops of convolutions with a group for each channel.</summary>
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
[Category("Kernels")]
internal sealed unsafe class DepthwiseTests<T> : ConvKernelTests<T>
    where T : unmanaged, IFloatingPoint<T>
{
    private static readonly ConvGeometry[] Geometries = [.. All()];

    [TestCaseSource(nameof(Geometries))]
    public void Forward(ConvGeometry g) => CheckForward(g);

    [TestCaseSource(nameof(Geometries))]
    public void InputGradient(ConvGeometry g) => CheckInputGradient(g);

    [TestCaseSource(nameof(Geometries))]
    public void KernelGradient(ConvGeometry g) => CheckKernelGradient(g);

    [TestCase(3, 1, 12)]
    [TestCase(24, 1, 12)]
    [TestCase(67, 1, 5)]
    [TestCase(9, 3, 12)]
    public void SameDigitsOnAnyNumberOfThreads(int channels, int multiplier, int batch) =>
        CheckSameDigitsOnAnyNumberOfThreads(Of(batch, 31, 29, channels, 3, 3, multiplier, (1, 1), (1, 1), same: true));

    protected override void Forward(ConvGeometry g, T* x, T* w, T* bias, TileEpilogue? epilogue, T* y) =>
        CpuDepthwise.Forward(g, x, w, bias, epilogue, y);

    protected override void InputGradient(ConvGeometry g, T* dy, T* w, T* dx) => CpuDepthwise.InputGradient(g, dy, w, dx);

    protected override void KernelGradient(ConvGeometry g, T* x, T* dy, T* dw) => CpuDepthwise.KernelGradient(g, x, dy, dw);

    /// <summary>Channels around the vectors' widths by multipliers, then the ways in which windows move.</summary>
    private static IEnumerable<ConvGeometry> All()
    {
        foreach (int channels in new[] { 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 63, 65, 131 })
        {
            foreach (int multiplier in new[] { 1, 2, 3 })
            {
                yield return Of(2, 5, 7, channels, 3, 2, multiplier, (1, 1), (1, 1), same: true);
            }

            yield return Of(2, 8, 7, channels, 3, 3, 1, (2, 2), (1, 1), same: true);
        }

        foreach (bool same in new[] { false, true })
        {
            yield return Of(3, 11, 13, 5, 3, 4, 2, (2, 3), (1, 1), same);
            yield return Of(2, 11, 13, 18, 3, 3, 1, (1, 1), (2, 3), same);
            yield return Of(2, 12, 11, 6, 3, 2, 2, (2, 2), (2, 3), same);
            yield return Of(2, 7, 5, 20, 1, 1, 1, (1, 1), (1, 1), same);
            yield return Of(1, 7, 9, 7, 2, 2, 1, (5, 4), (1, 1), same);
            yield return Of(2, 40, 37, 32, 5, 5, 1, (1, 1), (1, 1), same);
            yield return Of(0, 5, 5, 4, 3, 3, 2, (1, 1), (1, 1), same);
        }

        // one pixel under a window, no image rows at all, and windows that lie in the border only
        yield return Of(3, 1, 1, 9, 3, 3, 2, (1, 1), (1, 1), same: true);
        yield return Of(2, 0, 4, 3, 2, 2, 2, (1, 1), (1, 1), same: true);
        yield return new(2, 3, 3, 6, 2, 2, 9, 8, 12, 1, 1, 1, 1, 3, 4, 6);
    }

    private static ConvGeometry Of(
        int batch,
        int height,
        int width,
        int channels,
        int kernelHeight,
        int kernelWidth,
        int multiplier,
        (int Rows, int Columns) stride,
        (int Rows, int Columns) dilation,
        bool same) =>
        Geometry(batch, height, width, channels, kernelHeight, kernelWidth, channels * multiplier, stride, dilation, same, groups: channels);
}
