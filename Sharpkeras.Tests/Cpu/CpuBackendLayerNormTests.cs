using Sharpkeras.Cpu;
using Sharpkeras.Devices;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Cpu;

/// <summary>Layer normalization through the contract of backends, the kernels and the composition, against plain loops.</summary>
[NonParallelizable]
[Category("Kernels")]
internal sealed class CpuBackendLayerNormTests
{
    private const double Epsilon = 1e-3;

    private static readonly (int Rows, int Length)[] Sizes =
        [(1, 1), (3, 1), (5, 3), (7, 16), (2, 17), (100, 31), (65, 67), (300, 64), (3, 1031), (2, 20_011), (0, 5), (131, 129)];

    private static readonly Device[] Places = [Device.Cpu, CompositionBackend.Register()];

    private int threads;

    [SetUp]
    public void Remember() => threads = WorkerPool.Threads;

    [TearDown]
    public void Restore() => WorkerPool.Threads = threads;

    private static IEnumerable<TestCaseData> Cases() =>
        from place in Places
        from size in Sizes
        from dtype in (DType[])[DType.Float32, DType.Float64]
        from centered in (bool[])[true, false]
        select new TestCaseData(place, size.Rows, size.Length, dtype, centered)
            .SetArgDisplayNames(place.Index == 0 ? "cpu" : "composition", $"{size.Rows}x{size.Length}", dtype.KerasName(), centered ? "centred" : "not centred");

    [TestCaseSource(nameof(Cases))]
    public void EqualsPlainLoops(object place, int rows, int length, DType dtype, bool centered)
    {
        using var scope = new TensorScope();
        double[] x = Draw(1, (long)rows * length, dtype);
        double[] dy = Draw(2, (long)rows * length, dtype);
        double[] scale = Draw(3, length, dtype);
        double[] offset = Draw(4, length, dtype);
        var want = new Naive(x, dy, scale, offset, rows, length, centered);
        Tensor[] got = Run((Device)place, [x, dy, scale, offset], rows, length, dtype, centered);
        double[][] expected = [want.Y, want.Dx, want.Dscale, want.Doffset];

        // sums over the columns and over the rows, whose rounding errors go up and down like steps at random
        double along = Math.Sqrt(length);
        double[] terms = [32 + along, 64 + along, 16 + rows + along, 16 + rows];
        for (int i = 0; i < got.Length; i++)
        {
            KernelTestData.AssertClose(got[i].To(Device.Cpu), expected[i], terms[i], ((string[])["forward", "input", "scale", "offset"])[i]);
        }
    }

    [Test]
    public void WithoutScaleAndOffset([Values(5, 67)] int length)
    {
        using var scope = new TensorScope();
        Shape shape = [4, length];
        Tensor x = KernelTestData.ToTensor(KernelTestData.Random(1, 4 * length), shape, DType.Float32);
        Tensor ones = Ops.Ones([length]);
        Tensor zeros = Ops.Zeros([length]);
        Tensor[] y = [KernelTestData.Backend.Rent(shape, DType.Float32), KernelTestData.Backend.Rent(shape, DType.Float32)];
        KernelTestData.Backend.LayerNorm(true, x, null, null, Epsilon, y[0], null, 4, length);
        KernelTestData.Backend.LayerNorm(true, x, ones, zeros, Epsilon, y[1], null, 4, length);
        Assert.That(y[0].ToArray<float>(), Is.EqualTo(y[1].ToArray<float>()));
    }

    [Test]
    public void SameDigitsOnAnyNumberOfThreads([Values(64, 3000)] int length)
    {
        using var scope = new TensorScope();
        int rows = 200_000 / length;
        double[][] data = [Draw(1, (long)rows * length, DType.Float32), Draw(2, (long)rows * length, DType.Float32), Draw(3, length, DType.Float32), Draw(4, length, DType.Float32)];
        float[][] results = [.. new[] { 1, 2, 4 }.Select(count =>
        {
            WorkerPool.Threads = count;
            return (float[])[.. Run(Device.Cpu, data, rows, length, DType.Float32, true).SelectMany(tensor => tensor.ToArray<float>())];
        })];
        Assert.That(results[1].AsSpan().SequenceEqual(results[0]));
        Assert.That(results[2].AsSpan().SequenceEqual(results[0]));
    }

    private static double[] Draw(int seed, long count, DType dtype)
    {
        double[] values = KernelTestData.Random(seed, count);
        return dtype == DType.Float32 ? [.. values.Select(value => (double)(float)value)] : values;
    }

    /// <summary>y, dx, dscale, doffset.</summary>
    private static Tensor[] Run(Device place, double[][] data, int rows, int length, DType dtype, bool centered)
    {
        Backend backend = BackendProvider.Get(place);
        Tensor Of(double[] values, Shape shape) => KernelTestData.ToTensor(values, shape, dtype).To(place);
        Tensor x = Of(data[0], [rows, length]);
        Tensor scale = Of(data[2], [length]);
        Tensor[] results = [.. new Shape[] { x.Shape, x.Shape, scale.Shape, scale.Shape }.Select(shape => backend.Rent(shape, dtype))];
        Tensor statistics = backend.Rent([2, rows], dtype);
        backend.LayerNorm(centered, x, scale, Of(data[3], [length]), Epsilon, results[0], statistics, rows, length);
        backend.LayerNormGradient(centered, x, scale, Of(data[1], [rows, length]), statistics, results[1], results[2], results[3], rows, length);
        return results;
    }

    private sealed class Naive
    {
        public Naive(double[] x, double[] dy, double[] scale, double[] offset, int rows, int length, bool centered)
        {
            (Y, Dx, Dscale, Doffset) = (new double[x.Length], new double[x.Length], new double[length], new double[length]);
            for (int row = 0; row < rows; row++)
            {
                int[] places = [.. Enumerable.Range(row * length, length)];
                double mean = centered ? places.Average(i => x[i]) : 0;
                double deviation = Math.Sqrt(places.Average(i => (x[i] - mean) * (x[i] - mean)) + Epsilon);
                double[] normal = [.. places.Select(i => (x[i] - mean) / deviation)];
                double[] g = [.. places.Select((i, j) => dy[i] * scale[j])];
                double meanOf = centered ? g.Average() : 0;
                double along = g.Zip(normal, (a, b) => a * b).Average();
                for (int j = 0; j < length; j++)
                {
                    Y[places[j]] = (normal[j] * scale[j]) + offset[j];
                    Dx[places[j]] = (g[j] - meanOf - (normal[j] * along)) / deviation;
                    Dscale[j] += dy[places[j]] * normal[j];
                    Doffset[j] += dy[places[j]];
                }
            }
        }

        public double[] Y { get; }

        public double[] Dx { get; }

        public double[] Dscale { get; }

        public double[] Doffset { get; }
    }
}
