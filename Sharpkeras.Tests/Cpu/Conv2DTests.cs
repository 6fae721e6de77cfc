using System.Numerics;
using Sharpkeras.Cpu;
using Sharpkeras.Kernels;

namespace Sharpkeras.Tests.Cpu;

[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
[Category("Kernels")]
internal sealed unsafe class Conv2DTests<T> : ConvKernelTests<T>
    where T : unmanaged, IFloatingPoint<T>
{
    private static readonly ConvGeometry[] Geometries =
    [
        Of(0, 8, 7, 3, 3, 3, 5, "valid", 1, 1, 1),
        Of(1, 9, 11, 1, 5, 5, 6, "valid", 1, 1, 1),
        Of(17, 9, 11, 1, 5, 5, 6, "valid", 1, 1, 1),
        Of(33, 8, 6, 6, 3, 3, 3, "valid", 1, 1, 1),
        Of(17, 62, 60, 16, 3, 3, 5, "same", 1, 1, 1),
        Of(16, 7, 8, 3, 3, 2, 6, "same", 1, 1, 1),
        Of(5, 14, 14, 6, 5, 5, 16, "valid", 1, 1, 1),
        Of(2, 7, 9, 16, 3, 3, 32, "same", 1, 1, 1),
        Of(2, 7, 9, 17, 3, 3, 33, "same", 1, 1, 1),
        Of(3, 5, 6, 32, 1, 1, 17, "valid", 1, 1, 1),
        Of(1, 1, 1, 3, 1, 1, 1, "valid", 1, 1, 1),
        Of(2, 12, 13, 3, 4, 3, 7, "same", 2, 1, 1),
        Of(18, 12, 13, 2, 4, 3, 3, "same", 2, 1, 1),
        Of(18, 11, 10, 2, 2, 3, 3, "valid", 3, 1, 1),
        Of(2, 12, 13, 3, 3, 3, 16, "same", 1, 2, 1),
        Of(20, 12, 13, 3, 3, 3, 2, "valid", 1, 2, 1),
        Of(2, 8, 9, 6, 3, 3, 12, "same", 1, 1, 3),
        Of(2, 8, 9, 4, 3, 3, 4, "same", 2, 1, 4),
        Of(20, 6, 7, 4, 2, 3, 6, "valid", 1, 2, 2),
        Of(2, 30, 40, 5, 3, 3, 40, "same", 1, 1, 1),

        // few output channels and many taps in a row
        Of(3, 9, 8, 7, 3, 3, 13, "same", 2, 1, 1),
        Of(2, 6, 7, 11, 2, 3, 9, "valid", 1, 1, 1),
        Of(1, 5, 40, 10, 3, 4, 14, "valid", 1, 1, 1),
        Of(1, 1, 3, 16, 1, 3, 8, "valid", 1, 1, 1),

        // a border wider than the kernel needs, and one that only some sides have
        new(3, 6, 7, 2, 3, 3, 10, 9, 4, 1, 1, 1, 1, 4, 0, 1),
        new(18, 6, 7, 2, 3, 3, 10, 9, 4, 1, 1, 1, 1, 4, 3, 1),
        new(18, 6, 7, 2, 3, 3, 6, 6, 4, 1, 1, 1, 1, 0, 1, 1),
        new(18, 6, 7, 2, 3, 3, 12, 14, 4, 1, 1, 1, 1, 5, 6, 1),
        new(18, 6, 7, 2, 3, 5, 8, 9, 4, 2, 2, 1, 1, 4, 6, 1),
    ];

    [TestCaseSource(nameof(Geometries))]
    public void Forward(ConvGeometry g) => CheckForward(g);

    [TestCaseSource(nameof(Geometries))]
    public void InputGradient(ConvGeometry g) => CheckInputGradient(g);

    [TestCaseSource(nameof(Geometries))]
    public void KernelGradient(ConvGeometry g) => CheckKernelGradient(g);

    [TestCase(1, 6, 40)]
    [TestCase(6, 16, 40)]
    [TestCase(16, 3, 40)]
    [TestCase(20, 40, 3)]
    public void SameDigitsOnAnyNumberOfThreads(int inputs, int outputs, int batch) =>
        CheckSameDigitsOnAnyNumberOfThreads(Of(batch, 20, 20, inputs, 5, 5, outputs, "same", 1, 1, 1));

    protected override void Forward(ConvGeometry g, T* x, T* w, T* bias, TileEpilogue? epilogue, T* y) =>
        CpuConv2D.Forward(g, x, w, bias, epilogue, y);

    protected override void InputGradient(ConvGeometry g, T* dy, T* w, T* dx) => CpuConv2D.InputGradient(g, dy, w, dx);

    protected override void KernelGradient(ConvGeometry g, T* x, T* dy, T* dw) => CpuConv2D.KernelGradient(g, x, dy, dw, null);

    private static ConvGeometry Of(
        int batch,
        int height,
        int width,
        int inputs,
        int kernelHeight,
        int kernelWidth,
        int outputs,
        string padding,
        int stride,
        int dilation,
        int groups) =>
        Geometry(
            batch, height, width, inputs, kernelHeight, kernelWidth, outputs, (stride, stride), (dilation, dilation), padding == "same", groups);
}
