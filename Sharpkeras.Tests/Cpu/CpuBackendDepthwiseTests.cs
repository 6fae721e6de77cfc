using Sharpkeras.Devices;
using Sharpkeras.Kernels;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Cpu;

/// <summary>The processor's convolutions of each channel by itself against the compositions that specify them.</summary>
[Category("Kernels")]
internal sealed class CpuBackendDepthwiseTests
{
    private static readonly ConvGeometry[] Geometries =
    [
        new(2, 9, 8, 17, 3, 3, 9, 8, 17, 1, 1, 1, 1, 1, 1, 17),
        new(3, 9, 8, 5, 3, 2, 5, 4, 15, 2, 2, 1, 1, 1, 0, 5),
        new(1, 11, 13, 33, 3, 3, 7, 9, 66, 1, 1, 2, 2, 0, 0, 33),
        new(2, 1, 7, 1, 1, 3, 1, 7, 1, 1, 1, 1, 1, 0, 1, 1),
    ];

    [TestCaseSource(nameof(Geometries))]
    public void AgreesWithTheComposition(ConvGeometry g)
    {
        using var scope = new TensorScope();
        Backend composition = BackendProvider.Get(CompositionBackend.Register());
        foreach (DType dtype in (DType[])[DType.Float32, DType.Float64])
        {
            double[][] fused = Run(KernelTestData.Backend, g, dtype);
            double[][] composed = Run(composition, g, dtype);
            for (int i = 0; i < fused.Length; i++)
            {
                Tensor got = KernelTestData.ToTensor(fused[i], [fused[i].Length], dtype);
                KernelTestData.AssertClose(got, composed[i], g.Batch * g.OutputHeight * g.OutputWidth, $"{dtype} result {i}");
            }
        }
    }

    /// <summary>The output with bias and activation, and both gradients.</summary>
    private static double[][] Run(Backend backend, ConvGeometry g, DType dtype)
    {
        Shape image = [g.Batch, g.InputHeight, g.InputWidth, g.InputChannels];
        Shape output = [g.Batch, g.OutputHeight, g.OutputWidth, g.OutputChannels];
        Shape kernel = [g.KernelHeight, g.KernelWidth, g.InputChannels, g.GroupOutputChannels];
        Tensor Draw(int seed, Shape shape) =>
            KernelTestData.ToTensor(KernelTestData.Random(seed, shape.Length), shape, dtype).To(backend.Device);
        Tensor x = Draw(1, image);
        Tensor w = Draw(2, kernel);
        Tensor dy = Draw(3, output);
        Tensor y = backend.Rent(output, dtype);
        Tensor dx = backend.Rent(image, dtype);
        Tensor dw = backend.Rent(kernel, dtype);
        backend.DepthwiseConv2D(g, x, w, Draw(4, [g.OutputChannels]), new Epilogue<FloatingUnary<ReluKernel>>(default), y);
        backend.DepthwiseConv2DInputGradient(g, dy, w, dx);
        backend.DepthwiseConv2DKernelGradient(g, x, dy, dw);
        return [.. new[] { y, dx, dw }.Select(tensor => Nd.From(tensor.To(Device.Cpu)).Data)];
    }
}
