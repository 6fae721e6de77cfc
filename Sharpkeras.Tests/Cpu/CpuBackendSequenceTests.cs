using Sharpkeras.Cpu;
using Sharpkeras.Devices;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Cpu;

/// <summary>
/// Recurrent layers over whole sequences: values against plain loops, gradients of the kernels against those of the compositions in float64,
/// which the op table compares with differences.
/// </summary>
[NonParallelizable]
[Category("Kernels")]
internal sealed class CpuBackendSequenceTests
{
    private static readonly string[] Kinds = ["lstm", "gru", "simple_rnn"];

    private static readonly (int Batch, int Steps, int Inputs, int Units)[] Sizes =
    [
        (1, 1, 1, 1), (1, 7, 3, 17), (2, 29, 5, 3), (7, 5, 13, 15), (13, 3, 31, 128), (67, 4, 16, 33), (33, 13, 2, 16), (3, 1, 7, 129), (5, 6, 1, 31), (9, 2, 17, 65),
        (0, 3, 4, 5), (3, 0, 4, 5),
    ];

    private static readonly Device Composed = CompositionBackend.Register();

    private int threads;

    [SetUp]
    public void Remember() => threads = WorkerPool.Threads;

    [TearDown]
    public void Restore() => WorkerPool.Threads = threads;

    private static IEnumerable<TestCaseData> Cases() =>
        from kind in Kinds
        from size in Sizes
        from dtype in (DType[])[DType.Float32, DType.Float64]
        from form in ((bool Bias, bool Mask)[])[(true, false), (true, true), (false, false)]
        select new TestCaseData(kind, size, dtype, form.Bias, form.Mask)
            .SetArgDisplayNames(kind, $"{size.Batch}x{size.Steps}x{size.Inputs}x{size.Units}", dtype.KerasName(), form.Bias ? "bias" : "no bias", form.Mask ? "mask" : "no mask");

    [TestCaseSource(nameof(Cases))]
    [NoLeak]
    public void EqualsPlainLoopsAndTheComposition(string kind, (int Batch, int Steps, int Inputs, int Units) size, DType dtype, bool hasBias, bool hasMask)
    {
        var data = new SequenceData(kind, size, hasBias, hasMask);
        double[] values = data.Naive();
        double[][] want = data.Run(Composed, DType.Float64, isRecorded: true);
        double[][] got = data.Run(Device.Cpu, dtype, isRecorded: true);

        // a step's rounding errors reach later steps, none much larger than it was; sums over the batch and the steps go up and down at random
        double terms = 16 + (4 * (size.Steps + Math.Sqrt(size.Inputs + size.Units)));
        AssertClose(dtype, got[0], values, terms, "forward");
        AssertClose(dtype, data.Run(Device.Cpu, dtype, isRecorded: false)[0], values, terms, "forward without a gradient");
        Assert.That(got, Has.Length.EqualTo(want.Length));
        for (int i = 1; i < got.Length; i++)
        {
            AssertClose(dtype, got[i], want[i], 8 * (terms + Math.Sqrt(size.Batch * size.Steps)), SequenceData.Names[i]);
        }
    }

    [TestCaseSource(nameof(Kinds))]
    public void SameDigitsOnAnyNumberOfThreads(string kind)
    {
        var data = new SequenceData(kind, (41, 17, 19, 37), true, true);
        double[][] results = [.. new[] { 1, 2, 4 }.Select(count =>
        {
            WorkerPool.Threads = count;
            return (double[])[.. data.Run(Device.Cpu, DType.Float32, isRecorded: true).SelectMany(values => values)];
        })];
        Assert.That(results[1].AsSpan().SequenceEqual(results[0]));
        Assert.That(results[2].AsSpan().SequenceEqual(results[0]));
    }

    [TestCaseSource(nameof(Kinds))]
    public void SequencesDoNotDependOnTheirNeighbours(string kind)
    {
        var all = new SequenceData(kind, (21, 9, 4, 18), true, true);
        double[] outputs = all.Run(Device.Cpu, DType.Float32, isRecorded: false)[0];
        double[] one = all.Only(20).Run(Device.Cpu, DType.Float32, isRecorded: false)[0];
        Assert.That(one[..(9 * 18)], Is.EqualTo(outputs[(20 * 9 * 18)..(21 * 9 * 18)]));
    }

    [TestCaseSource(nameof(Kinds))]
    public void AskedForOneGradientOnly(string kind)
    {
        var data = new SequenceData(kind, (5, 6, 3, 7), true, false);
        double[][] all = data.Run(Device.Cpu, DType.Float32, isRecorded: true);
        for (int i = 1; i < all.Length; i++)
        {
            double[][] one = data.Run(Device.Cpu, DType.Float32, isRecorded: true, only: i - 1);
            Assert.That(one[1], Is.EqualTo(all[i]), SequenceData.Names[i]);
        }
    }

    private static void AssertClose(DType dtype, double[] got, double[] want, double terms, string what)
    {
        using var scope = new TensorScope();
        KernelTestData.AssertClose(KernelTestData.ToTensor(got, [got.Length], dtype), want, terms, what);
    }
}
