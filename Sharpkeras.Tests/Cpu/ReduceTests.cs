using Sharpkeras.Kernels;

namespace Sharpkeras.Tests.Cpu;

/// <summary>Folds of [outer, reduced, inner] against plain loops, long and narrow ones too.</summary>
[Category("Kernels")]
internal sealed class ReduceTests
{
    private static readonly int[][] Sizes =
    [
        [1, 1, 1], [1, 70_001, 1], [3, 17, 1], [1, 9000, 6], [1, 50_176, 6], [1, 6401, 16], [2, 5, 3], [7, 3, 40], [1, 33, 100], [4, 0, 3], [1, 0, 1], [5, 300, 1],
        [1, 0, 3], [1, 77, 1], [1, 1000, 6], [1, 333, 17], [1, 12345, 3], [1, 5, 700], [1, 90, 1031],
    ];

    [Test]
    public void SumEqualsPlainLoops([ValueSource(nameof(Sizes))] int[] size, [Values(DType.Float32, DType.Float64)] DType dtype)
    {
        using var scope = new TensorScope();
        var (outer, reduced, inner) = (size[0], size[1], size[2]);
        double[] x = KernelTestData.Random(1, (long)outer * reduced * inner);
        double[] expected = new double[outer * inner];
        for (int i = 0; i < x.Length; i++)
        {
            expected[(i / (reduced * inner) * inner) + (i % inner)] += x[i];
        }

        Tensor y = KernelTestData.Backend.Rent([outer, inner], dtype);
        KernelTestData.Backend.Reduce(default(SumReduction), KernelTestData.ToTensor(x, [x.Length], dtype), y, outer, reduced, inner);
        KernelTestData.AssertClose(y, expected, reduced, "sum");
    }

    [Test]
    public void MaximumOfIntegersIsExact([Values(1, 5, 40_000)] int reduced, [Values(1, 3, 50)] int inner)
    {
        using var scope = new TensorScope();
        var random = new Random(5);
        int[] x = [.. Enumerable.Range(0, reduced * inner).Select(_ => random.Next(int.MinValue, int.MaxValue))];
        int[] expected = [.. Enumerable.Range(0, inner).Select(j => Enumerable.Range(0, reduced).Max(i => x[(i * inner) + j]))];
        Tensor y = KernelTestData.Backend.Rent([inner], DType.Int32);
        KernelTestData.Backend.Reduce(default(MaxReduction), Tensor.FromSpan<int>(x, [x.Length]), y, 1, reduced, inner);
        Assert.That(y.ToArray<int>(), Is.EqualTo(expected));
    }

    [Test]
    public void RowsOfManyMillionElementsAreFolded()
    {
        using var scope = new TensorScope();
        const int Inner = 17_000_000;
        byte[] x = new byte[2 * Inner];
        x[0] = 3;
        x[Inner - 1] = 5;
        x[^1] = 7;
        Tensor y = KernelTestData.Backend.Rent([Inner], DType.UInt8);
        KernelTestData.Backend.Reduce(default(MaxReduction), Tensor.FromSpan<byte>(x, [x.Length]), y, 1, 2, Inner);
        byte[] got = y.ToArray<byte>();
        Assert.That((got[0], got[^1]), Is.EqualTo(((byte)3, (byte)7)));
    }
}
