using Sharpkeras.Cpu;
using Sharpkeras.Devices;
using Sharpkeras.Kernels;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Cpu;

/// <summary>Batch normalization through the contract of backends, the kernels and the composition, against plain loops.</summary>
[NonParallelizable]
[Category("Kernels")]
internal sealed class CpuBackendNormalizationTests
{
    // outer, channels, inner
    private static readonly int[][] Sizes =
    [
        [1, 1, 1], [7, 1, 1], [4099, 1, 1], [5, 3, 1], [1000, 3, 1], [37, 6, 1], [33_001, 6, 1], [997, 16, 1], [129, 17, 1], [64, 31, 1], [500, 67, 1], [70, 255, 1],
        [31, 256, 1], [130, 257, 1], [3, 1031, 1], [2000, 64, 1], [0, 5, 1], [4, 0, 1], [2, 3, 5], [3, 7, 37], [2, 2, 9001], [1, 5, 64], [5, 1, 13], [0, 3, 4], [3, 2, 0],
    ];

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
        select new TestCaseData(place, size, dtype).SetArgDisplayNames(place.Index == 0 ? "cpu" : "composition", string.Join('x', size), dtype.KerasName());

    [TestCaseSource(nameof(Cases))]
    public void MomentsEqualPlainLoops(object place, object size, object dtype)
    {
        using var scope = new TensorScope();
        var data = new Data((Device)place, (int[])size, (DType)dtype);
        (Tensor mean, Tensor variance) = (data.Rent(data.Channels), data.Rent(data.Channels));
        data.Backend.ChannelMoments(data.Geometry, data.X, mean, variance);
        AssertClose(mean, data.Naive.Mean, 16, "mean");
        AssertClose(variance, data.Naive.Variance, 32, "variance");
    }

    [TestCaseSource(nameof(Cases))]
    public void ForwardEqualsPlainLoops(object place, object size, object dtype)
    {
        using var scope = new TensorScope();
        var data = new Data((Device)place, (int[])size, (DType)dtype);
        Tensor y = data.Rent(data.X.Shape);
        data.Backend.BatchNorm(data.Geometry, data.X, data.Of(data.Mean), data.Of(data.Variance), data.Of(data.Scale), data.Of(data.Offset), NaiveNormalization.Epsilon, y);
        AssertClose(y, data.Naive.Forward(data.Mean, data.Variance), 16, "forward");
        data.Backend.BatchNorm(data.Geometry, data.X, data.Of(data.Mean), data.Of(data.Variance), null, null, NaiveNormalization.Epsilon, y);
        AssertClose(y, data.Plain.Forward(data.Mean, data.Variance), 16, "forward without scale and offset");
    }

    [TestCaseSource(nameof(Cases))]
    public void GradientsEqualPlainLoops(object place, object size, object dtype)
    {
        using var scope = new TensorScope();
        var data = new Data((Device)place, (int[])size, (DType)dtype);
        foreach (bool ofBatch in (bool[])[false, true])
        {
            double[] mean = ofBatch ? data.Naive.Mean : data.Mean;
            double[] variance = ofBatch ? data.Naive.Variance : data.Variance;
            (Tensor dx, Tensor dscale, Tensor doffset) = (data.Rent(data.X.Shape), data.Rent(data.Channels), data.Rent(data.Channels));
            data.Gradient(ofBatch, mean, variance, data.Of(data.Scale), dx, dscale, doffset);
            double terms = 8 + Math.Sqrt(data.Geometry.Count);
            AssertClose(dx, data.Naive.InputGradient(mean, variance, ofBatch), 64, $"input, of the batch: {ofBatch}");
            AssertClose(dscale, data.Naive.ScaleGradient(mean, variance), 8 * terms, "scale");
            AssertClose(doffset, data.Naive.OffsetGradient(), 8 * terms, "offset");
            data.Gradient(ofBatch, mean, variance, null, dx, null, null);
            AssertClose(dx, data.Plain.InputGradient(mean, variance, ofBatch), 64, $"input without a scale, of the batch: {ofBatch}");
        }
    }

    [Test]
    public void SameDigitsOnAnyNumberOfThreads([Values(6, 64, 300)] int channels, [Values(1, 7)] int inner)
    {
        using var scope = new TensorScope();
        var data = new Data(Device.Cpu, [120_000 / channels / inner, channels, inner], DType.Float32);
        float[][] results = [.. new[] { 1, 2, 4 }.Select(count =>
        {
            WorkerPool.Threads = count;
            Tensor[] made = [data.Rent(data.Channels), data.Rent(data.Channels), data.Rent(data.X.Shape), data.Rent(data.Channels), data.Rent(data.Channels)];
            data.Backend.ChannelMoments(data.Geometry, data.X, made[0], made[1]);
            data.Gradient(true, data.Naive.Mean, data.Naive.Variance, data.Of(data.Scale), made[2], made[3], made[4]);
            return (float[])[.. made.SelectMany(tensor => tensor.ToArray<float>())];
        })];
        Assert.That(results[1].AsSpan().SequenceEqual(results[0]));
        Assert.That(results[2].AsSpan().SequenceEqual(results[0]));
    }

    [Test]
    public void AVarianceFarFromZeroKeepsItsDigits([Values(1, 3, 64)] int channels, [Values(1, 11)] int inner)
    {
        using var scope = new TensorScope();
        int outer = 60_000 / channels / inner;
        double[] x = [.. KernelTestData.Random(1, (long)outer * channels * inner).Select(value => 1000 + (double)(float)value)];
        float[] rounded = [.. x.Select(value => (float)value)];
        var g = new ChannelGeometry(outer, channels, inner);
        double[] exact = [.. rounded.Select(value => (double)value)];
        double[] variance = new NaiveNormalization(g, exact, exact, exact, exact, 0).Variance;
        (Tensor mean, Tensor got) = (KernelTestData.Backend.Rent([channels], DType.Float32), KernelTestData.Backend.Rent([channels], DType.Float32));
        KernelTestData.Backend.ChannelMoments(g, Tensor.FromSpan<float>(rounded, [rounded.Length]), mean, got);

        // as exact as near zero: blocks are merged by means that are counted from a value of the channel; E(x²) − E(x)² would be off by 0.1
        AssertClose(got, variance, 16, "variance");
    }

    /// <summary>Rounding errors of some operations at the size of the values; not a number equals itself.</summary>
    private static void AssertClose(Tensor actual, double[] expected, double terms, string what)
    {
        double[] got = actual.To(Device.Cpu).Cast(DType.Float64).ToArray<double>();
        double tolerance = terms * (actual.DType == DType.Float32 ? 1.2e-7 : 2.3e-16);
        Assert.That(got, Has.Length.EqualTo(expected.Length), what);
        for (int i = 0; i < got.Length; i++)
        {
            if (!(Math.Abs(got[i] - expected[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])) || (double.IsNaN(got[i]) && double.IsNaN(expected[i]))))
            {
                Assert.Fail($"{what}: element {i} is {got[i]}, expected {expected[i]} to {tolerance}");
            }
        }
    }

    /// <summary>Numbers of a size on a device, rounded to the type.</summary>
    private sealed class Data
    {
        private readonly Device place;
        private readonly DType dtype;

        public Data(Device place, int[] size, DType dtype)
        {
            (this.place, this.dtype) = (place, dtype);
            Geometry = new ChannelGeometry(size[0], size[1], size[2]);
            long length = (long)size[0] * size[1] * size[2];
            double[] x = Draw(1, length);
            double[] dy = Draw(2, length);
            (Mean, Scale, Offset) = (Draw(3, size[1]), Draw(4, size[1]), Draw(5, size[1]));
            Variance = [.. Draw(6, size[1]).Select(value => (value * value) + 0.5)];
            Naive = new NaiveNormalization(Geometry, x, dy, Scale, Offset, NaiveNormalization.Epsilon);
            double[] ones = [.. Enumerable.Repeat(1.0, size[1])];
            Plain = new NaiveNormalization(Geometry, x, dy, ones, new double[size[1]], NaiveNormalization.Epsilon);
            (X, Dy) = (KernelTestData.ToTensor(x, size, dtype).To(place), KernelTestData.ToTensor(dy, size, dtype).To(place));
        }

        public Backend Backend => BackendProvider.Get(place);

        public ChannelGeometry Geometry { get; }

        public NaiveNormalization Naive { get; }

        public NaiveNormalization Plain { get; }

        public Tensor X { get; }

        public Tensor Dy { get; }

        public double[] Mean { get; }

        public double[] Variance { get; }

        public double[] Scale { get; }

        public double[] Offset { get; }

        public Shape Channels => [Geometry.Channels];

        public Tensor Rent(Shape shape)
        {
            Tensor tensor = Backend.Rent(shape, dtype);
            Backend.Fill(tensor, 77);
            return tensor;
        }

        public Tensor Of(double[] values) => KernelTestData.ToTensor(values, [values.Length], dtype).To(place);

        public void Gradient(bool ofBatch, double[] mean, double[] variance, Tensor? scale, Tensor dx, Tensor? dscale, Tensor? doffset) =>
            Backend.BatchNormGradient(Geometry, ofBatch, X, Of(mean), Of(variance), scale, Dy, NaiveNormalization.Epsilon, dx, dscale, doffset);

        private double[] Draw(int seed, long length)
        {
            double[] values = KernelTestData.Random(seed, length);
            return dtype == DType.Float32 ? [.. values.Select(value => (double)(float)value)] : values;
        }
    }
}
