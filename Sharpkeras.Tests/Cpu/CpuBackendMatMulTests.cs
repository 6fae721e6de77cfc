using Sharpkeras.Kernels;

namespace Sharpkeras.Tests.Cpu;

/// <summary>Matrix products through the contract of backends: types, batches, bias and activation reach the kernels, whose own tests are finer.</summary>
[Category("Kernels")]
internal sealed class CpuBackendMatMulTests
{
    private static readonly int[][] Sizes =
    [
        [1, 1, 1], [1, 10, 84], [2, 3, 5], [5, 33, 7], [6, 32, 16], [7, 31, 17], [12, 64, 1], [13, 15, 600], [64, 120, 400], [64, 84, 120],
        [64, 10, 84], [400, 120, 64], [3, 1030, 4], [65, 530, 33], [1, 16, 0], [0, 4, 4], [4, 0, 4],
    ];

    [Test]
    public void ProductEqualsPlainLoops(
        [ValueSource(nameof(Sizes))] int[] size, [Values] bool transposeA, [Values] bool transposeB, [Values(DType.Float32, DType.Float64)] DType dtype)
    {
        using var scope = new TensorScope();
        var (m, n, k) = (size[0], size[1], size[2]);
        double[] a = KernelTestData.Random(1, (long)m * k);
        double[] b = KernelTestData.Random(2, (long)k * n);
        Tensor y = KernelTestData.Backend.Rent([m, n], dtype);
        KernelTestData.Backend.MatMul(
            KernelTestData.ToTensor(a, [m * k], dtype), KernelTestData.ToTensor(b, [k * n], dtype), y, 1, m, n, k, transposeA, transposeB);
        KernelTestData.AssertClose(y, Product(a, b, m, n, k, transposeA, transposeB), k, $"{m}x{n}x{k}");
    }

    [Test]
    public void BatchesUseTheirOwnMatricesOrOneForAll()
    {
        using var scope = new TensorScope();
        double[] a = KernelTestData.Random(3, 3 * 4 * 5);
        double[] b = KernelTestData.Random(4, 5 * 6);
        Tensor y = KernelTestData.Backend.Rent([3, 4, 6], DType.Float64);
        KernelTestData.Backend.MatMul(
            KernelTestData.ToTensor(a, [3, 4, 5], DType.Float64), KernelTestData.ToTensor(b, [5, 6], DType.Float64), y, 3, 4, 6, 5, false, false);
        double[] expected = [.. Enumerable.Range(0, 3).SelectMany(i => Product(a[(i * 20)..((i + 1) * 20)], b, 4, 6, 5, false, false))];
        KernelTestData.AssertClose(y, expected, 5, "batched");
    }

    [Test]
    public void BiasAndActivationAreAppliedToTheWholeSum([Values(5, 64, 97)] int rows, [Values(7, 32, 120)] int n, [Values(3, 600)] int k)
    {
        using var scope = new TensorScope();
        double[] x = KernelTestData.Random(5, rows * k);
        double[] w = KernelTestData.Random(6, k * n);
        double[] bias = KernelTestData.Random(7, n);
        Tensor y = KernelTestData.Backend.Rent([rows, n], DType.Float32);
        var relu = new Epilogue<FloatingUnary<ReluKernel>>(default);
        KernelTestData.Backend.Dense(
            KernelTestData.ToTensor(x, [rows, k], DType.Float32),
            KernelTestData.ToTensor(w, [k, n], DType.Float32),
            KernelTestData.ToTensor(bias, [n], DType.Float32),
            relu,
            y,
            rows,
            k,
            n);
        double[] expected = [.. Product(x, w, rows, n, k, false, false).Select((sum, i) => Math.Max(0, sum + bias[i % n]))];
        KernelTestData.AssertClose(y, expected, k, "dense");
    }

    private static double[] Product(double[] a, double[] b, int m, int n, int k, bool transposeA, bool transposeB)
    {
        double[] y = new double[m * n];
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double sum = 0;
                for (int q = 0; q < k; q++)
                {
                    sum += a[transposeA ? (q * m) + i : (i * k) + q] * b[transposeB ? (j * k) + q : (q * n) + j];
                }

                y[(i * n) + j] = sum;
            }
        }

        return y;
    }
}
