using System.Numerics;
using Sharpkeras.Cpu;
using Sharpkeras.Kernels;

namespace Sharpkeras.Tests.Cpu;

[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
[NonParallelizable]
[Category("Kernels")]
internal sealed unsafe class MatMulTests<T>
    where T : unmanaged, IFloatingPoint<T>
{
    private int threads;

    private static readonly int[][] Sizes =
    [
        [1, 1, 1], [1, 1, 0], [3, 5, 0], [2, 3, 4], [1, 17, 33], [17, 1, 33], [33, 17, 1], [5, 7, 11], [13, 31, 37], [12, 32, 16],
        [11, 33, 15], [13, 15, 17], [23, 8, 9], [7, 9, 64], [9, 10, 84], [25, 47, 513], [3, 40, 1030], [64, 120, 400], [120, 84, 64], [97, 101, 103],
        [1, 600, 20], [600, 140, 7], [130, 130, 70],

        // many rows: several blocks of columns, of terms, rows that are a page apart, a last chunk of one row
        [265, 1061, 9], [257, 35, 530], [290, 70, 1024], [259, 67, 1027],
    ];

    private static readonly string?[] Functions = [null, "square", "positive"];

    [SetUp]
    public void Remember() => threads = WorkerPool.Threads;

    [TearDown]
    public void Restore() => WorkerPool.Threads = threads;

    [TestCaseSource(nameof(Sizes))]
    public void EveryTransposition(int m, int n, int k)
    {
        foreach (bool transposeA in new[] { false, true })
        {
            foreach (bool transposeB in new[] { false, true })
            {
                Check(1, m, n, k, transposeA, transposeB, false, null, false, false);
            }
        }
    }

    [Test]
    public void EveryEnding(
        [Values] bool bias,
        [ValueSource(nameof(Functions))] string? function,
        [Values] bool accumulate,
        [Values(16, 19, 40, 64)] int n,
        [Values(0, 5, 600)] int k)
    {
        Check(1, 14, n, k, false, false, bias, function, accumulate, false);
        Check(1, 14, n, k, true, true, bias, function, accumulate, false);
        Check(1, 261, n, k, false, k == 5, bias, function, accumulate, false);
    }

    [Test]
    public void Batches([Values(0, 1, 2, 5)] int batch, [Values] bool broadcastB, [Values] bool transposeA)
    {
        Check(batch, 3, 4, 5, transposeA, false, true, "square", false, broadcastB);
        Check(batch, 70, 66, 40, transposeA, true, true, null, true, broadcastB);
        Check(batch, 512, 130, 3, transposeA, true, false, null, false, broadcastB);
    }

    [Test]
    public void ManySmallProducts() => Check(300, 4, 6, 10, false, true, true, "positive", false, false);

    [TestCase(64, 120, 400)]
    [TestCase(301, 77, 53)]
    [TestCase(24, 1000, 70)]
    [TestCase(400, 130, 600)]
    public void SameDigitsOnAnyNumberOfThreads(int m, int n, int k)
    {
        using var a = Native<T>.Random(m * k, 1);
        using var b = Native<T>.Random(k * n, 2);
        T[][] results = new[] { 1, 2, 4 }.Select(count =>
        {
            WorkerPool.Threads = count;
            using var c = new Native<T>(m * n);
            CpuMatMul.Multiply(a.Pointer, b.Pointer, c.Pointer, 1, 0, 0, m, n, k, false, true);
            return c.ToArray();
        }).ToArray();
        Assert.That(results[1], Is.EqualTo(results[0]));
        Assert.That(results[2], Is.EqualTo(results[0]));
    }

    [Test]
    public void WarmProductsAllocateNothing()
    {
        using var a = Native<T>.Random(64 * 400, 1);
        using var b = Native<T>.Random(400 * 120, 2);
        using var c = new Native<T>(64 * 120);
        TileEpilogue square = TileEpilogue.For<T>(TestEpilogues.Square);
        WorkerPool.Threads = 1;
        int inARow = 0;
        for (int product = 0; product < 2000 && inARow < 30; product++)
        {
            // The runtime allocates on this thread where it exchanges code for faster code; once it is done, no product does.
            long before = GC.GetAllocatedBytesForCurrentThread();
            CpuMatMul.Multiply(a.Pointer, b.Pointer, c.Pointer, 1, 0, 0, 64, 120, 400, false, true, (T*)null, square);
            inARow = GC.GetAllocatedBytesForCurrentThread() == before ? inARow + 1 : 0;
        }

        Assert.That(inARow, Is.EqualTo(30), "products in a row without an allocation");
    }

    private static void Check(
        int batch,
        int m,
        int n,
        int k,
        bool transposeA,
        bool transposeB,
        bool bias,
        string? function,
        bool accumulate,
        bool broadcastB)
    {
        using var a = Native<T>.Random(batch * m * k, 1);
        using var b = Native<T>.Random((broadcastB ? 1 : batch) * k * n, 2);
        using var c = Native<T>.Random(batch * m * n, 3);
        using var line = Native<T>.Random(n, 4);
        int strideB = broadcastB ? 0 : k * n;
        double[] expected = new double[batch * m * n];
        for (int i = 0; i < expected.Length; i++)
        {
            int z = i / (m * n);
            int row = i / n % m;
            int column = i % n;
            double sum = (accumulate ? double.CreateChecked(c[i]) : 0) + (bias ? double.CreateChecked(line[column]) : 0);
            for (int q = 0; q < k; q++)
            {
                sum += double.CreateChecked(a[(z * m * k) + (transposeA ? (q * m) + row : (row * k) + q)])
                    * double.CreateChecked(b[(z * strideB) + (transposeB ? (column * k) + q : (q * n) + column)]);
            }

            expected[i] = TestEpilogues.Expected(function, sum);
        }

        Epilogue? epilogue = TestEpilogues.ByName(function);
        CpuMatMul.Multiply(
            a.Pointer,
            b.Pointer,
            c.Pointer,
            batch,
            m * k,
            strideB,
            m,
            n,
            k,
            transposeA,
            transposeB,
            bias ? line.Pointer : null,
            epilogue == null ? null : TileEpilogue.For<T>(epilogue),
            accumulate);
        c.AssertClose(expected, $"[{batch}, {m}, {n}, {k}] {transposeA} {transposeB} {bias} {function} {accumulate}");
    }
}
