using Sharpkeras.Cpu;
using Sharpkeras.Devices;
using Sharpkeras.Kernels;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Cpu;

/// <summary>Attention by heads through the contract of backends, the kernels and the composition, against plain loops.</summary>
[NonParallelizable]
[Category("Kernels")]
internal sealed class CpuBackendAttentionTests
{
    /// <summary>Batch, targets, sources, heads, key heads, size, value size.</summary>
    private static readonly int[][] Sizes =
    [
        [1, 1, 1, 1, 1, 1, 1],
        [2, 3, 5, 2, 2, 4, 4],
        [1, 7, 1, 3, 1, 5, 2],
        [2, 13, 17, 4, 2, 16, 16],
        [1, 15, 16, 2, 2, 17, 31],
        [1, 61, 33, 1, 1, 32, 8],
        [3, 130, 127, 2, 1, 15, 33],
        [1, 197, 64, 1, 1, 8, 64],
        [1, 5, 600, 6, 2, 3, 7],
        [40, 4, 3, 8, 8, 2, 2],
    ];

    private static readonly string[] Kinds = ["plain", "causal", "mask", "line", "mask, causal", "hidden", "bias", "bias of heads, mask"];

    private static readonly Device[] Places = [Device.Cpu, CompositionBackend.Register()];

    private int threads;

    [SetUp]
    public void Remember() => threads = WorkerPool.Threads;

    [TearDown]
    public void Restore() => WorkerPool.Threads = threads;

    private static IEnumerable<TestCaseData> Cases() =>
        from place in Places
        from sizes in Sizes
        from kind in Kinds
        from dtype in (DType[])[DType.Float32, DType.Float64]
        select new TestCaseData(place, sizes, kind, dtype)
            .SetArgDisplayNames(place.Index == 0 ? "cpu" : "composition", string.Join('x', sizes), kind, dtype.KerasName());

    [TestCaseSource(nameof(Cases))]
    public void EqualsPlainLoops(object place, int[] sizes, string kind, DType dtype)
    {
        using var scope = new TensorScope();
        var data = new Data(sizes, kind, dtype);
        AttentionGeometry g = data.Geometry;
        var want = new NaiveAttention(g, data.Arrays, data.BiasAt, data.IsVisible);
        Tensor[] got = data.Run((Device)place, withGradients: [true, true, true, true]);
        double[][] expected = [want.Y, want.DQuery, want.DKey, want.DValue, want.DLogits];

        // sums over sizes, sources and targets of all heads that share keys, and the exponential's errors, which grow with the logits
        double[] terms = [64 + g.Sources, 128 + g.Sources, 128 + (g.Targets * g.Group), 64 + (g.Targets * g.Group), 128 + g.Size];
        for (int i = 0; i < got.Length; i++)
        {
            KernelTestData.AssertClose(got[i].To(Device.Cpu), expected[i], terms[i], ((string[])["forward", "query", "key", "value", "logits"])[i]);
        }
    }

    [Test]
    public void WhatIsNotAskedForChangesNothing([Values(0, 1, 2, 3)] int asked)
    {
        using var scope = new TensorScope();
        var data = new Data([2, 30, 21, 4, 2, 16, 5], "mask, causal", DType.Float32);
        Tensor[] all = data.Run(Device.Cpu, [true, true, true, true]);
        bool[] wanted = [.. Enumerable.Range(0, 4).Select(i => i == asked)];
        Tensor[] one = data.Run(Device.Cpu, wanted);
        Assert.That(one, Has.Length.EqualTo(2));

        // the factor of the logits comes before or after the gradient for the bias is written
        Assert.That(one[1].ToArray<float>(), Is.EqualTo(all[asked + 1].ToArray<float>()).Within(1e-6));
    }

    [Test]
    public void SameDigitsOnAnyNumberOfThreads([Values(0, 1, 2)] int set, [Values("plain", "causal")] string kind)
    {
        using var scope = new TensorScope();
        int[][] sizes = [[4, 100, 90, 4, 2, 16, 16], [1, 300, 70, 1, 1, 8, 24], [64, 9, 9, 3, 3, 4, 4]];
        var data = new Data(sizes[set], kind, DType.Float32);
        float[][] results = [.. new[] { 1, 2, 4 }.Select(count =>
        {
            WorkerPool.Threads = count;
            return (float[])[.. data.Run(Device.Cpu, [true, true, true, true]).SelectMany(tensor => tensor.ToArray<float>())];
        })];
        Assert.That(results[1].AsSpan().SequenceEqual(results[0]));
        Assert.That(results[2].AsSpan().SequenceEqual(results[0]));
    }

    [Test]
    public void WithoutSourcesTheOutputIsZero()
    {
        using var scope = new TensorScope();
        Tensor y = Ops.DotProductAttention(Ops.Ones([2, 3, 1, 4]), Ops.Ones([2, 0, 1, 4]), Ops.Ones([2, 0, 1, 5]));
        Assert.That(y.ToArray<float>(), Is.EqualTo(new float[2 * 3 * 5]));
    }

    /// <summary>Numbers, bias and mask of a case.</summary>
    private sealed class Data
    {
        private readonly DType dtype;
        private readonly Shape? biasShape;
        private readonly Shape? maskShape;
        private readonly double[] bias = [];
        private readonly bool[] mask = [];

        public Data(int[] sizes, string kind, DType dtype)
        {
            this.dtype = dtype;
            Geometry = new AttentionGeometry(
                sizes[0], sizes[1], sizes[2], sizes[3], sizes[4], sizes[5], sizes[6], 1 / Math.Sqrt(sizes[5]), kind.Contains("causal", StringComparison.Ordinal));
            AttentionGeometry g = Geometry;
            Shapes = [[g.Batch, g.Targets, g.Heads, g.Size], [g.Batch, g.Sources, g.KeyHeads, g.Size], [g.Batch, g.Sources, g.KeyHeads, g.ValueSize], [g.Batch, g.Targets, g.Heads, g.ValueSize]];
            Arrays = [.. Shapes.Select((shape, i) => Draw(i + 1, shape.Length))];
            biasShape = kind == "bias" ? g.Logits : kind.StartsWith("bias of heads", StringComparison.Ordinal) ? Shape.Create([g.Heads, 1, 1]) : (Shape?)null;
            bias = biasShape is { } shape ? Draw(9, shape.Length) : bias;
            maskShape = kind switch
            {
                "line" => [g.Batch, 1, 1, g.Sources],
                "hidden" => [g.Targets, 1],
                _ when kind.Contains("mask", StringComparison.Ordinal) => [g.Batch, 1, g.Targets, g.Sources],
                _ => null,
            };
            var random = new Random(3);
            mask = maskShape is { } ofMask ? [.. Enumerable.Range(0, (int)ofMask.Length).Select(_ => random.Next(3) > 0)] : mask;
        }

        public AttentionGeometry Geometry { get; }

        public Shape[] Shapes { get; }

        public double[][] Arrays { get; }

        public double BiasAt(int b, int head, int t, int s) => biasShape is { } shape ? bias[Place(shape, b, head, t, s)] : 0;

        public bool IsVisible(int b, int head, int t, int s) => maskShape is not { } shape || mask[Place(shape, b, head, t, s)];

        /// <summary>The output, and the gradients that are asked for: of query, key, value, logits.</summary>
        public Tensor[] Run(Device place, bool[] withGradients)
        {
            Backend backend = BackendProvider.Get(place);
            AttentionGeometry g = Geometry;
            Tensor[] inputs = [.. Arrays.Select((array, i) => KernelTestData.ToTensor(array, Shapes[i], dtype).To(place))];
            Tensor? ofBias = biasShape is { } shape ? KernelTestData.ToTensor(bias, shape, dtype).To(place) : null;
            Tensor? ofMask = maskShape is { } own ? Tensor.FromSpan<bool>(mask, own).To(place) : null;
            Tensor y = backend.Rent(Shapes[3], dtype);
            Tensor statistics = backend.Rent([2, g.Batch, g.Heads, g.Targets], dtype);
            backend.Attention(g, inputs[0], inputs[1], inputs[2], ofBias, ofMask, y, statistics);
            Tensor?[] gradients = [.. new Shape[] { Shapes[0], Shapes[1], Shapes[2], g.Logits }.Select((each, i) => withGradients[i] ? backend.Rent(each, dtype) : null)];
            backend.AttentionGradient(
                g, inputs[0], inputs[1], inputs[2], ofBias, ofMask, statistics, inputs[3], gradients[0], gradients[1], gradients[2], gradients[3]);
            return [y, .. gradients.OfType<Tensor>()];
        }

        private static int Place(Shape shape, params int[] index)
        {
            int place = 0;
            for (int axis = 0; axis < shape.Rank; axis++)
            {
                place = (place * shape[axis]) + (shape[axis] == 1 ? 0 : index[4 - shape.Rank + axis]);
            }

            return place;
        }

        private double[] Draw(int seed, long count)
        {
            double[] values = KernelTestData.Random(seed, count);
            return dtype == DType.Float32 ? [.. values.Select(value => (double)(float)value)] : values;
        }
    }
}
