using Sharpkeras.Devices;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Gpu;

/// <summary>Softmax and cross-entropy on the GPU against their compositions in float64.</summary>
internal sealed class GpuSoftmaxTests
{
    // rows, n: no rows, no columns, many rows in a group, a group a row, more elements than threads
    private static readonly int[][] Sizes =
        [[0, 5], [3, 0], [1, 1], [5, 1], [64, 10], [3, 10], [65, 17], [1000, 3], [7, 64], [2, 257], [3, 1031], [1, 10_007], [300, 129]];

    private static readonly DType[] Types = [DType.Float32, DType.Float64];

    [TestCaseSource(nameof(Sizes))]
    public void EqualsTheComposition(int rows, int n)
    {
        Shape shape = [rows, n];
        foreach (DType dtype in Types)
        {
            // exp of arguments down to −20 doubles relative errors of the difference; sums along a row add √n roundings
            double terms = 32 + Math.Sqrt(n);
            new CompositionCheck(dtype).Input(shape, 3, 10).Input(shape)
                .Output("softmax", shape, terms).Output("its gradient", shape, terms)
                .Output("logarithm", shape, terms).Output("gradient of the logarithm", shape, terms)
                .Run((backend, x, y) =>
                {
                    backend.Softmax(x[0], y[0], rows, n);
                    backend.SoftmaxGradient(y[0], x[1], y[1], rows, n);
                    backend.LogSoftmax(x[0], y[2], rows, n);
                    backend.LogSoftmaxGradient(y[2], x[1], y[3], rows, n);
                });
        }
    }

    [TestCaseSource(nameof(Sizes))]
    public void CrossEntropyEqualsTheComposition(int rows, int n)
    {
        Shape shape = [rows, n];

        // the second label is no class
        int[] labels = [.. Enumerable.Range(0, rows).Select(row => row == 1 ? n : row * 31 % Math.Max(n, 1))];
        foreach (DType dtype in Types)
        {
            double terms = 32 + Math.Sqrt(n);
            new CompositionCheck(dtype).Input(shape, 3, 10).Input([rows])
                .Output("losses", [rows], terms).Output("softmax", shape, terms).Output("gradient", shape, terms)
                .Run((backend, x, y) =>
                {
                    Tensor classes = Tensor.FromSpan<int>(labels, [rows]).To(backend.Device);
                    backend.SparseSoftmaxCrossEntropy(x[0], classes, y[0], y[1], rows, n);
                    backend.SparseSoftmaxCrossEntropyGradient(y[1], classes, x[1], y[2], rows, n);
                });
        }
    }

    [Test]
    public void InfinitiesAndNotANumber()
    {
        const float No = float.NegativeInfinity;
        const float Nan = float.NaN;
        float[] y = Softmax([0, No, 0, No, No, No, 1, Nan, 2], 3);
        Assert.That(y, Is.EqualTo((float[])[0.5f, 0, 0.5f, Nan, Nan, Nan, Nan, Nan, Nan]));
    }

    [Test]
    public void ALossKeepsItsDigitsFarFromZero()
    {
        using var scope = new TensorScope();
        Device device = TestDevices.NeedGpu();
        Backend backend = BackendProvider.Get(device);
        Tensor logits = Tensor.FromSpan<float>([100_000, 100_001], [1, 2]).To(device);
        (Tensor loss, Tensor softmax) = (backend.Rent([1], DType.Float32), backend.Rent([1, 2], DType.Float32));
        backend.SparseSoftmaxCrossEntropy(logits, Tensor.FromSpan<int>([1], [1]).To(device), loss, softmax, 1, 2);

        // log(1 + 1/e), not rounded at the size of the logits
        Assert.That(loss.To(Device.Cpu).ToArray<float>()[0], Is.EqualTo(0.313261688f).Within(1e-7f));
    }

    [Test]
    public void OneLaunchForLossesAndSoftmax()
    {
        using var scope = new TensorScope();
        Device device = TestDevices.NeedGpu();
        Backend backend = BackendProvider.Get(device);
        Tensor logits = Tensor.FromSpan<float>(new float[640], [64, 10]).To(device);
        Tensor labels = Tensor.FromSpan<int>(new int[64], [64]).To(device);
        (Tensor losses, Tensor softmax) = (backend.Rent([64], DType.Float32), backend.Rent([64, 10], DType.Float32));
        long before = backend.Stats.KernelLaunches;
        backend.SparseSoftmaxCrossEntropy(logits, labels, losses, softmax, 64, 10);
        Assert.That(backend.Stats.KernelLaunches - before, Is.EqualTo(1));
    }

    private static float[] Softmax(float[] x, int n)
    {
        using var scope = new TensorScope();
        Device device = TestDevices.NeedGpu();
        Tensor y = BackendProvider.Get(device).Rent([x.Length / n, n], DType.Float32);
        BackendProvider.Get(device).Softmax(Tensor.FromSpan<float>(x, y.Shape).To(device), y, x.Length / n, n);
        return y.To(Device.Cpu).ToArray<float>();
    }
}
