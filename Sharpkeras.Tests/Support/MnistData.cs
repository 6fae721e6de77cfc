using Sharpkeras.Data;

namespace Sharpkeras.Tests.Support;

/// <summary>The real MNIST, as LeNet takes it: padded to 32 × 32, values in [0, 1]. The file is read once; the tensors are the caller's.</summary>
internal static class MnistData
{
    private static readonly Lazy<MnistArrays> Arrays = new(() => MnistFile.Load(null));

    public static (Tensor X, Tensor Y) Train(int samples) => (Images(Arrays.Value.TrainImages, samples), First(Arrays.Value.TrainLabels, samples));

    public static (Tensor X, Tensor Y) Test(int samples) => (Images(Arrays.Value.TestImages, samples), First(Arrays.Value.TestLabels, samples));

    private static Tensor Images(HostArray images, int samples) =>
        (Ops.Pad(First(images, samples), [(0, 0), (2, 2), (2, 2)]).Cast(DType.Float32) / 255).Reshape([samples, 32, 32, 1]);

    private static Tensor First(HostArray array, int samples) => Tensor.FromSpan<byte>(
        array.Bytes.AsSpan(0, samples * (array.Bytes.Length / array.Shape[0])), array.Shape.With(0, samples));
}
