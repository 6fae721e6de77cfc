using Sharpkeras.Devices;
using Sharpkeras.Gpu.Kernels.Products;
using Sharpkeras.Tests.Cpu;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Gpu;

/// <summary>Products of matrices on an OpenCL device against plain loops in double: every tile, all transpositions, edges, splits.</summary>
internal sealed class GpuMatMulTests
{
    /// <summary>What <see cref="ProductPlan"/> counts for a driver on the processor.</summary>
    private const int Units = 32;

    // rows, columns, steps, and the tile that they are for
    private static readonly object[][] Sizes =
    [
        [1, 1, 1, TileKind.Small],
        [3, 5, 0, TileKind.Narrow],
        [33, 31, 65, TileKind.Small],
        [400, 200, 20, TileKind.Middle],
        [2000, 1, 63, TileKind.Narrow],
        [1, 2000, 63, TileKind.Narrow],
        [3000, 62, 9, TileKind.Tall],
        [900, 901, 9, TileKind.Large],
    ];

    private static Backend Backend => BackendProvider.Get(TestDevices.NeedGpu());

    [TestCaseSource(nameof(Sizes))]
    public void ProductEqualsPlainLoops(int m, int n, int k, TileKind tile)
    {
        foreach (DType dtype in (DType[])[DType.Float32, DType.Float64])
        {
            for (int flags = 0; flags < 4; flags++)
            {
                using var scope = new TensorScope();
                double[] a = KernelTestData.Random(1, (long)m * k);
                double[] b = KernelTestData.Random(2, (long)k * n);
                Tensor y = Backend.Rent([m, n], dtype);
                Backend.MatMul(Put(a, dtype), Put(b, dtype), y, 1, m, n, k, (flags & 1) != 0, (flags & 2) != 0);
                KernelTestData.AssertClose(y, Product(a, b, m, n, k, (flags & 1) != 0, (flags & 2) != 0), k, $"{dtype} {flags}");
            }
        }

        TileKind chosen = ProductPlan.Choose(Math.Max(m, n), Math.Min(m, n), k, 1, Units, 4).Tile;
        Assert.That(chosen, Is.EqualTo(tile), "The case is meant for this tile.");
    }

    [TestCase(65, 70, 4000)]
    [TestCase(5, 3, 30_000)]
    public void LongSumsAreSplitAndRepeat(int m, int n, int k)
    {
        using var scope = new TensorScope();
        double[] a = KernelTestData.Random(3, (long)m * k);
        double[] b = KernelTestData.Random(4, (long)k * n);
        Tensor left = Put(a, DType.Float32);
        Tensor right = Put(b, DType.Float32);
        Tensor y = Backend.Rent([m, n], DType.Float32);
        Tensor again = Backend.Rent([m, n], DType.Float32);
        long before = Backend.Stats.KernelLaunches;
        Backend.MatMul(left, right, y, 1, m, n, k, false, false);
        Assert.That(Backend.Stats.KernelLaunches - before, Is.EqualTo(2));
        Backend.MatMul(left, right, again, 1, m, n, k, false, false);
        KernelTestData.AssertClose(y, Product(a, b, m, n, k, false, false), k, "split");
        Assert.That(again.ToArray<float>(), Is.EqualTo(y.ToArray<float>()));
    }

    [Test]
    public void BatchesUseTheirOwnMatricesOrOneForAll([Values] bool oneLeft, [Values] bool oneRight, [Values(5, 3000)] int k)
    {
        using var scope = new TensorScope();
        double[] a = KernelTestData.Random(5, (oneLeft ? 1 : 3) * 4 * k);
        double[] b = KernelTestData.Random(6, (oneRight ? 1 : 3) * k * 70);
        Tensor y = Backend.Rent([3, 4, 70], DType.Float64);
        Backend.MatMul(Put(a, DType.Float64), Put(b, DType.Float64), y, 3, 4, 70, k, false, true);
        double[] expected = [.. Enumerable.Range(0, 3).SelectMany(i => Product(
            oneLeft ? a : a[(i * 4 * k)..((i + 1) * 4 * k)], oneRight ? b : b[(i * 70 * k)..((i + 1) * 70 * k)], 4, 70, k, false, true))];
        KernelTestData.AssertClose(y, expected, k, "batched");
    }

    [TestCase(64, 120, 400, 1)]
    [TestCase(7, 9, 4000, 2)]
    [TestCase(1, 2000, 63, 1)]
    [TestCase(300, 6, 25, 1)]
    [TestCase(2, 6, 0, 1)]
    public void BiasAndActivationAreAppliedToTheWholeSum(int rows, int n, int k, int launches)
    {
        using var scope = new TensorScope();
        double[] x = KernelTestData.Random(7, (long)rows * k);
        double[] w = KernelTestData.Random(8, (long)k * n);
        double[] bias = KernelTestData.Random(9, n);
        foreach (string? name in (string?[])["square", "positive", null])
        {
            foreach (bool biased in (bool[])[true, false])
            {
                Tensor y = Backend.Rent([rows, n], DType.Float32);
                Tensor[] inputs = [Put(x, DType.Float32), Put(w, DType.Float32), Put(bias, DType.Float32)];
                long before = Backend.Stats.KernelLaunches;
                Backend.Dense(inputs[0], inputs[1], biased ? inputs[2] : null, TestEpilogues.ByName(name), y, rows, k, n);
                Assert.That(Backend.Stats.KernelLaunches - before, Is.EqualTo(launches));
                double[] expected = [.. Product(x, w, rows, n, k, false, false)
                    .Select((sum, i) => TestEpilogues.Expected(name, sum + (biased ? bias[i % n] : 0)))];
                KernelTestData.AssertClose(y, expected, 2 * k, $"{name} {biased}");
            }
        }
    }

    [Test]
    public void NothingIsStartedForNoOutput()
    {
        using var scope = new TensorScope();
        Tensor y = Backend.Rent([0, 4], DType.Float32);
        long before = Backend.Stats.KernelLaunches;
        Backend.MatMul(Put([], DType.Float32), Put(KernelTestData.Random(1, 12), DType.Float32), y, 1, 0, 4, 3, false, false);
        Assert.That(Backend.Stats.KernelLaunches, Is.EqualTo(before));
    }

    private static Tensor Put(double[] values, DType dtype) => KernelTestData.ToTensor(values, [values.Length], dtype).To(TestDevices.NeedGpu());

    private static double[] Product(double[] a, double[] b, int m, int n, int k, bool transposeA, bool transposeB)
    {
        double[] y = new double[m * n];
        for (int i = 0; i < y.Length; i++)
        {
            int row = i / n;
            int column = i % n;
            for (int q = 0; q < k; q++)
            {
                y[i] += a[transposeA ? (q * m) + row : (row * k) + q] * b[transposeB ? (column * k) + q : (q * n) + column];
            }
        }

        return y;
    }
}
