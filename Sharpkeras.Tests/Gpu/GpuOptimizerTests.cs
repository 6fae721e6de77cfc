using Sharpkeras.Devices;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Gpu;

/// <summary>Optimizer steps on the GPU against their compositions in float64.</summary>
internal sealed class GpuOptimizerTests
{
    // a step has some ten operations, each of them rounded once at the size of the values, which is about 1
    private const double Terms = 24;

    [Test]
    public void Sgd([Values(0, 1, 255, 1009, 70_001)] int length, [Values] bool nesterov)
    {
        Shape shape = [length];
        foreach (DType dtype in (DType[])[DType.Float32, DType.Float64])
        {
            new CompositionCheck(dtype).Input(shape).Input(shape).Input(shape)
                .Output("plain", shape, Terms).Output("with momentum", shape, Terms).Output("momentum", shape, Terms)
                .Run((backend, x, y) =>
                {
                    backend.Copy(x[0], y[0]);
                    backend.Copy(x[0], y[1]);
                    backend.Copy(x[2], y[2]);
                    backend.SgdStep(y[0], x[1], null, 0.1, 0, nesterov);
                    backend.SgdStep(y[1], x[1], y[2], 0.1, 0.9, nesterov);
                });
        }
    }

    [Test]
    public void Adam([Values(0, 1, 255, 1009, 70_001)] int length, [Values] bool amsgrad)
    {
        Shape shape = [length];
        foreach (DType dtype in (DType[])[DType.Float32, DType.Float64])
        {
            // second moments are not negative; half of the largest so far are below them
            new CompositionCheck(dtype).Input(shape).Input(shape).Input(shape).Input(shape, 2).Input(shape, 2)
                .Output("variable", shape, Terms).Output("m", shape, Terms).Output("v", shape, Terms).Output("the largest v", shape, Terms)
                .Run((backend, x, y) =>
                {
                    int[] from = [0, 2, 3, 4];
                    for (int i = 0; i < 4; i++)
                    {
                        backend.Copy(x[from[i]], y[i]);
                    }

                    backend.AdamStep(y[0], x[1], y[1], y[2], amsgrad ? y[3] : null, 0.01, 0.9, 0.99, 1e-7);
                });
        }
    }

    [Test]
    public void OneLaunchAVariable()
    {
        using var scope = new TensorScope();
        Device device = TestDevices.NeedGpu();
        Backend backend = BackendProvider.Get(device);
        Tensor[] x = [.. Enumerable.Range(0, 4).Select(_ => Tensor.FromSpan<float>(new float[100], [100]).To(device))];
        long before = backend.Stats.KernelLaunches;
        backend.AdamStep(x[0], x[1], x[2], x[3], null, 0.01, 0.9, 0.99, 1e-7);
        Assert.That(backend.Stats.KernelLaunches - before, Is.EqualTo(1));
        backend.SgdStep(x[0], x[1], x[2], 0.1, 0.9, true);
        Assert.That(backend.Stats.KernelLaunches - before, Is.EqualTo(2));
    }
}
