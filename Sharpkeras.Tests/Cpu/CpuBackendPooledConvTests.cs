using Sharpkeras.Devices;
using Sharpkeras.Kernels;
using Sharpkeras.Kernels.Lanes;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Cpu;

/// <summary>A convolution with its pooling, against the convolution and the pooling.</summary>
[Category("Kernels")]
internal sealed class CpuBackendPooledConvTests
{
    // batch, height, width, channels, kernel height and width, filters, stride, same, where the convolution is done in lanes at every width
    private static readonly int[][] Cases =
    [
        [64, 12, 12, 1, 5, 5, 6, 1, 0], [16, 8, 8, 6, 5, 5, 16, 1, 0], [17, 9, 10, 3, 3, 2, 5, 1, 1], [33, 7, 7, 2, 3, 3, 1, 1, 0],
        [15, 11, 8, 1, 3, 3, 3, 2, 1], [48, 5, 6, 4, 1, 1, 7, 1, 0], [64, 2, 2, 1, 2, 2, 2, 1, 1], [31, 13, 9, 2, 4, 3, 17, 1, 1],
    ];

    private static Backend Cpu => KernelTestData.Backend;

    [Test]
    public void ForwardIsThatOfBothPartsBitByBit(
        [ValueSource(nameof(Cases))] int[] parts, [Values] PoolMode mode, [Values] bool rectified, [Values(DType.Float32, DType.Float64)] DType dtype)
    {
        using var scope = new TensorScope();
        var data = new Data(parts, dtype, rectified);
        Tensor image = data.Image();
        Tensor expected = data.Rent(data.Pooled);
        Cpu.Conv2D(data.Conv, data.X, data.W, data.B, data.Epilogue, image);
        Cpu.Pool2D(mode, data.Pool, image, expected);

        Tensor y = data.Rent(data.Pooled);
        Tensor? kept = Cpu.PooledConv2D(mode, data.Conv, data.Pool, data.X, data.W, data.B, data.Epilogue, y, keep: false);
        AssertSame(y, expected, data.IsLanes);
        Assert.That(kept, Is.Null);
    }

    [Test]
    public void GradientsAreThoseOfBothParts(
        [ValueSource(nameof(Cases))] int[] parts,
        [Values] PoolMode mode,
        [Values] bool rectified,
        [Values] bool forInput,
        [Values(DType.Float32, DType.Float64)] DType dtype)
    {
        using var scope = new TensorScope();
        var data = new Data(parts, dtype, rectified);
        Tensor dy = data.Random(9, data.Pooled);
        var expected = Gradients(data, mode, dy, fused: false, forInput);
        var actual = Gradients(data, mode, dy, fused: true, forInput);
        if (forInput)
        {
            Assert.That(actual.Dx, Is.EqualTo(expected.Dx), "input");
        }

        // sums over some thousand pixels of values below 1, in another order where rows are left over
        double tolerance = dtype == DType.Float32 ? 2e-4 : 1e-12;
        Assert.That(actual.Dw, Is.EqualTo(expected.Dw).Within(tolerance), "kernel");
        Assert.That(actual.Db, Is.EqualTo(expected.Db).Within(tolerance), "bias");
    }

    [Test]
    public void EqualValuesPassTheGradientToTheFirst([Values] bool rectified)
    {
        using var scope = new TensorScope();
        var data = new Data([16, 4, 4, 1, 1, 1, 1, 1, 0], DType.Float32, rectified);
        Cpu.Fill(data.W, 1);
        Cpu.Fill(data.B!, 0);
        Cpu.Fill(data.X, 3);
        var (dx, _, _) = Gradients(data, PoolMode.Max, data.Random(3, data.Pooled), fused: true, forInput: true);
        var (plain, _, _) = Gradients(data, PoolMode.Max, data.Random(3, data.Pooled), fused: false, forInput: true);
        Assert.That(dx, Is.EqualTo(plain));
        Assert.That(dx.Count(value => value != 0), Is.EqualTo(16 * 4));
    }

    [Test]
    public void TheBiasAloneHasAGradient([Values] PoolMode mode)
    {
        using var scope = new TensorScope();
        var data = new Data(Cases[0], DType.Float32, rectified: true);
        Tensor dy = data.Random(9, data.Pooled);
        var expected = Gradients(data, mode, dy, fused: false, forInput: false);
        Tensor y = data.Rent(data.Pooled);
        Tensor? kept = Cpu.PooledConv2D(mode, data.Conv, data.Pool, data.X, data.W, data.B, data.Epilogue, y, keep: true);
        Tensor db = data.Rent(data.B!.Shape);
        Cpu.PooledConv2DGradient(mode, data.Conv, data.Pool, data.X, data.W, data.Epilogue, y, kept, dy, null, null, db);
        Assert.That(db.ToArray<float>(), Is.EqualTo(expected.Db).Within(2e-4));
    }

    [Test]
    public void OthersAreNotFused()
    {
        var data = new Data(Cases[0], DType.Float32, rectified: true);
        bool vectors = VectorBits.Value > 0;
        Assert.That(Cpu.FusesPooledConv2D(data.Conv, data.Pool, data.Epilogue, DType.Float32), Is.EqualTo(vectors));
        Assert.That(Cpu.FusesPooledConv2D(data.Conv, data.Pool, null, DType.Float32), Is.EqualTo(vectors));
        Assert.That(Cpu.FusesPooledConv2D(data.Conv, data.Pool, new Epilogue<TanhKernel>(default), DType.Float32), Is.False);
        Assert.That(Cpu.FusesPooledConv2D(data.Conv, data.Pool with { WindowHeight = 3 }, data.Epilogue, DType.Float32), Is.False);
        Assert.That(Cpu.FusesPooledConv2D(data.Conv, data.Pool with { StrideWidth = 1 }, data.Epilogue, DType.Float32), Is.False);
        Assert.That(Cpu.FusesPooledConv2D(data.Conv, data.Pool with { PadTop = 1 }, data.Epilogue, DType.Float32), Is.False);
        Assert.That(Cpu.FusesPooledConv2D(data.Conv, data.Pool with { OutputHeight = 5 }, data.Epilogue, DType.Float32), Is.False);
        Assert.That(Cpu.FusesPooledConv2D(data.Conv with { Batch = 1 }, data.Pool with { Batch = 1 }, data.Epilogue, DType.Float32), Is.False);
        Assert.That(Cpu.FusesPooledConv2D(data.Conv with { OutputChannels = 512 }, data.Pool with { Channels = 512 }, data.Epilogue, DType.Float32), Is.False);
    }

    /// <summary>The two forms add in the same order where the convolution alone is done in lanes too.</summary>
    private static void AssertSame(Tensor y, Tensor expected, bool bits)
    {
        double[] actual = y.Cast(DType.Float64).ToArray<double>();
        double[] wanted = expected.Cast(DType.Float64).ToArray<double>();
        double tolerance = y.DType == DType.Float32 ? 1e-5 : 1e-14;
        Assert.That(actual, bits ? Is.EqualTo(wanted) : Is.EqualTo(wanted).Within(tolerance));
    }

    private static (double[] Dx, double[] Dw, double[] Db) Gradients(Data data, PoolMode mode, Tensor dy, bool fused, bool forInput)
    {
        Tensor dx = data.Rent(data.X.Shape);
        Tensor dw = data.Rent(data.W.Shape);
        Tensor db = data.Rent(data.B!.Shape);
        Tensor y = data.Rent(data.Pooled);
        if (fused)
        {
            Tensor? kept = Cpu.PooledConv2D(mode, data.Conv, data.Pool, data.X, data.W, data.B, data.Epilogue, y, keep: true);
            Cpu.PooledConv2DGradient(mode, data.Conv, data.Pool, data.X, data.W, data.Epilogue, y, kept, dy, forInput ? dx : null, dw, db);
        }
        else
        {
            Tensor? image = PooledConvCompositions.Forward(Cpu, mode, data.Conv, data.Pool, data.X, data.W, data.B, data.Epilogue, y, keep: true);
            PooledConvCompositions.Gradient(
                Cpu, mode, data.Conv, data.Pool, data.X, data.W, data.Epilogue, y, image!, dy, forInput ? dx : null, dw, db);
        }

        return (Values(dx), Values(dw), Values(db));
    }

    private static double[] Values(Tensor tensor) => tensor.Cast(DType.Float64).ToArray<double>();

    private sealed class Data
    {
        private readonly DType dtype;

        public Data(int[] p, DType dtype, bool rectified)
        {
            this.dtype = dtype;
            Padding padding = p[8] == 1 ? Padding.Same : Padding.Valid;
            var window = new ConvWindow((p[7], p[7]), padding, (1, 1), DataFormat.ChannelsLast);
            Shape x = [p[0], p[1], p[2], p[3]];
            Shape w = [p[4], p[5], p[3], p[6]];
            Conv = window.Over(x, w, p[6], 1, "test");
            Pool = new Pool2DOp(PoolMode.Max, (2, 2), (2, 2), Padding.Valid, "test").Geometry([p[0], Conv.OutputHeight, Conv.OutputWidth, p[6]]);
            Pooled = [p[0], Pool.OutputHeight, Pool.OutputWidth, p[6]];
            X = Random(1, x);
            W = Random(2, w);
            B = Random(3, [p[6]]);
            Epilogue = rectified ? new Epilogue<FloatingUnary<ReluKernel>>(default) : null;
        }

        public ConvGeometry Conv { get; }

        public PoolGeometry Pool { get; }

        public Shape Pooled { get; }

        public Tensor X { get; }

        public Tensor W { get; }

        public Tensor? B { get; }

        public Epilogue? Epilogue { get; }

        /// <summary>Whether there is a kernel for both, which is where the convolution alone is done in lanes.</summary>
        public bool IsLanes => Cpu.FusesPooledConv2D(Conv, Pool, Epilogue, dtype);

        public Tensor Image() => Rent([Conv.Batch, Conv.OutputHeight, Conv.OutputWidth, Conv.OutputChannels]);

        public Tensor Rent(Shape shape)
        {
            Tensor tensor = Cpu.Rent(shape, dtype);
            Cpu.Fill(tensor, 77);
            return tensor;
        }

        public Tensor Random(int seed, Shape shape) => KernelTestData.ToTensor(KernelTestData.Random(seed, (int)shape.Length), shape, dtype);
    }
}
