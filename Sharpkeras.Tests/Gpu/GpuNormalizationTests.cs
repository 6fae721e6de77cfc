using Sharpkeras.Devices;
using Sharpkeras.Kernels;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Gpu;

/// <summary>Batch and layer normalization on the GPU against their compositions in float64.</summary>
internal sealed class GpuNormalizationTests
{
    private const double Epsilon = 1e-3;

    // outer, channels, inner: channels last and first, one part and many, a column a group and many
    private static readonly int[][] Channels =
    [
        [1, 1, 1], [7, 1, 1], [50_001, 1, 1], [5, 3, 1], [33_001, 6, 1], [997, 16, 1], [129, 17, 1], [70, 255, 1], [4001, 64, 1], [3, 1031, 1],
        [0, 5, 1], [4, 0, 1], [2, 3, 5], [3, 7, 37], [2, 2, 9001], [1, 5, 64], [5, 1, 13], [0, 3, 4], [3, 2, 0],
    ];

    private static readonly int[][] Rows =
        [[1, 1], [3, 1], [5, 3], [7, 16], [100, 31], [65, 67], [3000, 64], [3, 1031], [2, 20_011], [0, 5], [131, 129], [64, 10]];

    private static readonly DType[] Types = [DType.Float32, DType.Float64];

    [TestCaseSource(nameof(Channels))]
    public void MomentsAndBatchNormEqualTheComposition(int outer, int channels, int inner)
    {
        var g = new ChannelGeometry(outer, channels, inner);
        Shape shape = [outer, channels, inner];
        Shape line = [channels];
        foreach (DType dtype in Types)
        {
            // the root of the number: in float64 the composition's own sums, one value after the other
            double root = dtype == DType.Float32 ? 0 : Math.Sqrt(g.Count);
            new CompositionCheck(dtype).Input(shape).Input(line).Input(line, 2).Input(line).Input(line)
                .Output("mean", line, 16 + root).Output("variance", line, 32 + root).Output("forward", shape, 16).Output("plain", shape, 16)
                .Run((backend, x, y) =>
                {
                    backend.ChannelMoments(g, x[0], y[0], y[1]);
                    backend.BatchNorm(g, x[0], x[1], x[2], x[3], x[4], Epsilon, y[2]);
                    backend.BatchNorm(g, x[0], x[1], x[2], null, null, Epsilon, y[3]);
                });
        }
    }

    [TestCaseSource(nameof(Channels))]
    public void BatchNormGradientEqualsTheComposition(int outer, int channels, int inner)
    {
        var g = new ChannelGeometry(outer, channels, inner);
        Shape shape = [outer, channels, inner];
        Shape line = [channels];
        foreach (DType dtype in Types)
        {
            // the sums' rounding errors go up and down like steps at random, in float64 the composition's add up to its partial sums
            double sums = dtype == DType.Float32 ? 8 * (8 + Math.Sqrt(g.Count)) : 64 + (8 * g.Count);
            new CompositionCheck(dtype).Input(shape).Input(line, 0, 0.1).Input(line, 2).Input(line).Input(shape)
                .Output("input", shape, 64).Output("scale", line, sums).Output("offset", line, sums)
                .Output("input, fixed statistics", shape, 64).Output("input alone, without a scale", shape, 64)
                .Run((backend, x, y) =>
                {
                    backend.BatchNormGradient(g, true, x[0], x[1], x[2], x[3], x[4], Epsilon, y[0], y[1], y[2]);
                    backend.BatchNormGradient(g, false, x[0], x[1], x[2], x[3], x[4], Epsilon, y[3], null, null);
                    backend.BatchNormGradient(g, true, x[0], x[1], x[2], null, x[4], Epsilon, y[4], null, null);
                });
        }
    }

    [Test]
    public void AVarianceFarFromZeroKeepsItsDigits([Values(1, 3, 64)] int channels, [Values(1, 11)] int inner)
    {
        // as exact as near zero: E(x²) − E(x)² would be off by 0.1
        var g = new ChannelGeometry(60_000 / channels / inner, channels, inner);
        new CompositionCheck(DType.Float32).Input([g.Outer, channels, inner], 1000)
            .Output("mean", [channels], 16).Output("variance", [channels], 16)
            .Run((backend, x, y) => backend.ChannelMoments(g, x[0], y[0], y[1]));
    }

    [TestCaseSource(nameof(Rows))]
    public void LayerNormEqualsTheComposition(int rows, int n)
    {
        Shape shape = [rows, n];
        Shape line = [n];

        // sums over the columns and over the rows, as above; the statistics' second line may be as large as 1 / √ε
        double along = Math.Sqrt(n);
        foreach (DType dtype in Types)
        {
            double down = dtype == DType.Float32 ? 8 * (8 + Math.Sqrt(rows) + along) : 64 + (8 * rows) + along;
            foreach (bool centered in (bool[])[true, false])
            {
                new CompositionCheck(dtype).Input(shape).Input(line).Input(line).Input(shape)
                    .Output("forward", shape, 32 + along).Output("statistics", [2, rows], 32 + along).Output("plain", shape, 32 + along)
                    .Output("input", shape, 64 + along).Output("scale", line, down).Output("offset", line, down).Output("input, plain", shape, 64 + along)
                    .Run((backend, x, y) =>
                    {
                        backend.LayerNorm(centered, x[0], x[1], x[2], Epsilon, y[0], y[1], rows, n);
                        backend.LayerNorm(centered, x[0], null, null, Epsilon, y[2], null, rows, n);
                        backend.LayerNormGradient(centered, x[0], x[1], x[3], y[1], y[3], y[4], y[5], rows, n);
                        backend.LayerNormGradient(centered, x[0], null, x[3], y[1], y[6], null, null, rows, n);
                    });
            }
        }
    }

    [Test]
    public void FewLaunches()
    {
        using var scope = new TensorScope();
        Device device = TestDevices.NeedGpu();
        Backend backend = BackendProvider.Get(device);
        var g = new ChannelGeometry(64 * 28 * 28, 6, 1);
        Tensor x = Tensor.FromSpan<float>(new float[g.Outer * 6], [g.Outer, 6]).To(device);
        Tensor[] line = [.. Enumerable.Range(0, 5).Select(_ => Tensor.FromSpan<float>(new float[6], [6]).To(device))];
        Tensor y = backend.Rent(x.Shape, x.DType);
        Assert.That(Launches(() => backend.ChannelMoments(g, x, line[0], line[1])), Is.EqualTo(2));
        Assert.That(Launches(() => backend.BatchNorm(g, x, line[0], line[1], line[2], null, Epsilon, y)), Is.EqualTo(1));
        Assert.That(Launches(() => backend.BatchNormGradient(g, true, x, line[0], line[1], line[2], x, Epsilon, y, line[3], line[4])), Is.EqualTo(3));
        Assert.That(Launches(() => backend.BatchNormGradient(g, false, x, line[0], line[1], line[2], x, Epsilon, y, null, null)), Is.EqualTo(1));

        long Launches(Action action)
        {
            long before = backend.Stats.KernelLaunches;
            action();
            return backend.Stats.KernelLaunches - before;
        }
    }
}
