using Sharpkeras.Devices;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Kernels;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Gpu;

/// <summary>Folds on the GPU against those of the processor.</summary>
internal sealed class GpuReduceTests
{
    // outer, reduced, inner: rows short and long, columns few and many, one launch and two
    private static readonly int[][] Sizes =
    [
        [1, 0, 1], [3, 0, 4], [0, 4, 5], [1, 1, 1], [7, 1, 1], [5, 10, 1], [64, 10, 1], [3, 1000, 1], [1, 16_384, 1], [1, 16_385, 1], [1, 300_007, 1],
        [3, 100_003, 1], [1000, 33, 1], [300, 257, 1], [1, 50_176, 6], [1, 13, 6], [1, 901, 512], [1, 70, 65], [1, 333, 257], [4, 17, 3], [1000, 10, 2],
        [10, 7, 1000], [2, 50_000, 3], [40_000, 3, 2], [1, 2, 3], [2, 3, 5], [70_001, 2, 1],
    ];

    [TestCaseSource(nameof(Sizes))]
    public void SumsAreExactToRounding(int outer, int reduced, int inner)
    {
        foreach (DType dtype in (DType[])[DType.Float32, DType.Float64])
        {
            // rounding errors of a tree go up and down like steps at random; in float64 the processor's own, one value after the other, show
            double terms = dtype == DType.Float32 ? 8 + Math.Sqrt(reduced) : 8 + reduced;
            new CompositionCheck(dtype)
                .Input([outer, reduced, inner])
                .Output("sum", [outer, inner], terms)
                .Run((backend, x, y) => backend.Reduce(default(SumReduction), x[0], y[0], outer, reduced, inner));
        }
    }

    [TestCaseSource(nameof(Sizes))]
    public void IntegersEqualTheProcessors(int outer, int reduced, int inner)
    {
        Same(default(SumReduction), DType.Int32, outer, reduced, inner);
        Same(default(MaxReduction), DType.UInt8, outer, reduced, inner);
        Same(default(MinReduction), DType.Float32, outer, reduced, inner);
    }

    [Test]
    public void EveryTypeAndKind()
    {
        foreach (DType dtype in (DType[])[DType.Bool, DType.Int8, DType.UInt8, DType.Int16, DType.Int64])
        {
            Same(default(SumReduction), dtype, 3, 301, 1);
            Same(default(MaxReduction), dtype, 3, 301, 1);
        }

        Same(default(ProductReduction), DType.Int32, 5, 37, 3);
        Same(default(ProductReduction), DType.Int64, 5, 0, 3);
        Same(default(MaxReduction), DType.Float64, 5, 0, 3);
    }

    [Test]
    public void NotANumberWins()
    {
        using var scope = new TensorScope();
        Device device = TestDevices.NeedGpu();
        float[] x = new float[1000];
        x[613] = float.NaN;
        Tensor y = BackendProvider.Get(device).Rent([1], DType.Float32);
        BackendProvider.Get(device).Reduce(default(MaxReduction), Tensor.FromSpan<float>(x, [1000]).To(device), y, 1, 1000, 1);
        Assert.That(y.To(Device.Cpu).ToArray<float>()[0], Is.NaN);
    }

    [Test]
    public void FewLaunchesAndFullGroups()
    {
        Assert.That(FoldPlan.Of(1, 16_384, 1).Parts, Is.EqualTo(1), "small sums take one launch");
        Assert.That(FoldPlan.Of(1, 64 * 28 * 28, 6).Tasks, Is.InRange(64, 512), "the gradient of a bias uses the device");
        Assert.That(FoldPlan.Of(1, 10_000_000, 1).Tasks, Is.InRange(256, 512), "a full sum uses the device");
        Assert.That(FoldPlan.Of(64, 10, 1).Tasks, Is.LessThanOrEqualTo(4), "short rows share groups");
        foreach (int[] size in Sizes)
        {
            var plan = FoldPlan.Of(size[0], size[1], size[2]);
            Assert.That(plan.Tile.GroupSize, Is.InRange(32, 256), string.Join('x', size));
            Assert.That((long)plan.Parts * plan.PartLength, Is.GreaterThanOrEqualTo(size[1]), string.Join('x', size));
        }
    }

    private static void Same<K>(K kernel, DType dtype, int outer, int reduced, int inner)
        where K : struct, IReduceKernel
    {
        using var scope = new TensorScope();
        Device device = TestDevices.NeedGpu();
        var random = new Random(3);
        double[] values = [.. Enumerable.Range(0, outer * reduced * inner).Select(_ => (double)random.Next(-100, 100))];
        Tensor x = Tensor.FromSpan<double>(values, [outer, reduced, inner]).Cast(dtype);
        Tensor[] y = [.. ((Device[])[Device.Cpu, device]).Select(place =>
        {
            Tensor result = BackendProvider.Get(place).Rent([outer, inner], dtype);
            BackendProvider.Get(place).Reduce(kernel, x.To(place), result, outer, reduced, inner);
            return result.To(Device.Cpu).Cast(DType.Float64);
        })];
        Assert.That(y[1].ToArray<double>(), Is.EqualTo(y[0].ToArray<double>()), $"{typeof(K).Name} {dtype}");
    }
}
