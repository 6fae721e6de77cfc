using Sharpkeras.Kernels;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Gpu;

/// <summary>Writing by index on OpenCL: the processor's bits where few are written, the same bits every time else.</summary>
public sealed class GpuScatterTests
{
    private static readonly (int Outer, int Count, int Picks, int Inner)[] Shapes =
    [
        (1, 5, 7, 1), (3, 11, 40, 5), (1, 300, 64, 16), (2, 9, 1, 6), (2, 3, 0, 4), (1, 4, 1000, 1), (2, 7, 3001, 3), (1, 40, 2500, 1),
        (1, 3000, 2080, 2),
    ];

    [OneTimeSetUp]
    public void Open() => TestDevices.NeedGpu();

    [Test]
    [NoLeak]
    public void Adds(
        [ValueSource(typeof(GpuParity), nameof(GpuParity.NumberTypes))] DType dtype, [Values(DType.Int32, DType.Int64)] DType indexType)
    {
        using var scope = new TensorScope();
        foreach ((int outer, int count, int picks, int inner) in Shapes)
        {
            // sums of small whole numbers are exact in every order
            GpuParity.BitEqual(
                GpuParity.Draw(dtype, [outer, count, inner]),
                (backend, x, y) => backend.ScatterAdd(x[0], x[1], y, outer, count, inner),
                GpuParity.Draw(dtype, [outer, picks, inner], seed: 2),
                GpuParity.Indices(indexType, [picks], count));
        }
    }

    [Test]
    [NoLeak]
    public void AddsAlong(
        [Values(DType.Float32, DType.UInt8, DType.Int64)] DType dtype, [Values(DType.Int32, DType.Int64)] DType indexType)
    {
        using var scope = new TensorScope();
        foreach ((int outer, int count, int picks, int inner) in Shapes)
        {
            GpuParity.BitEqual(
                GpuParity.Draw(dtype, [outer, count, inner]),
                (backend, x, y) => backend.ScatterAddAlong(x[0], x[1], y, outer, count, picks, inner),
                GpuParity.Draw(dtype, [outer, picks, inner], seed: 2),
                GpuParity.Indices(indexType, [outer, picks, inner], count));
        }
    }

    [Test]
    [NoLeak]
    public void ScattersInOrder([Values(DType.Float32, DType.Int16)] DType dtype)
    {
        using var scope = new TensorScope();
        foreach ((int outer, int count, int picks, int inner) in Shapes)
        {
            Tensor target = GpuParity.Draw(dtype, [outer, count, inner]);
            Tensor[] inputs = [GpuParity.Draw(dtype, [outer, picks, inner], seed: 2), GpuParity.Indices(DType.Int32, [picks], count)];
            GpuParity.BitEqual(target, (backend, x, y) => backend.Scatter(default(ReplaceKernel), x[0], x[1], y, outer, count, inner), inputs);
            GpuParity.BitEqual(target, (backend, x, y) => backend.Scatter(default(MaximumKernel), x[0], x[1], y, outer, count, inner), inputs);
            GpuParity.BitEqual(target, (backend, x, y) => backend.Scatter(default(SubtractKernel), x[0], x[1], y, outer, count, inner), inputs);
        }
    }

    [Test]
    [NoLeak]
    public void FewSumsRoundAsOnTheProcessor()
    {
        using var scope = new TensorScope();
        GpuParity.BitEqual(
            GpuParity.Fractions(DType.Float32, [2, 7, 3]),
            (backend, x, y) => backend.ScatterAdd(x[0], x[1], y, 2, 7, 3),
            GpuParity.Fractions(DType.Float32, [2, 1000, 3], seed: 2),
            GpuParity.Indices(DType.Int32, [1000], 7));
    }

    /// <summary>
    /// Sums of 1700 numbers below 2 in another order differ by the roundings of partial sums below 200, 8·10⁻⁶ each, of random signs.
    /// </summary>
    [Test]
    [NoLeak]
    public void ManySumsAreTheSameEveryTime()
    {
        using var scope = new TensorScope();
        Tensor target = GpuParity.Fractions(DType.Float32, [3, 4]);
        Tensor[] inputs = [GpuParity.Fractions(DType.Float32, [5000, 4], seed: 2), GpuParity.Indices(DType.Int32, [5000], 3)];
        float[] Sums(Device device) => GpuParity.Run<float>(
            device, target, (backend, x, y) => backend.ScatterAdd(x[0], x[1], y, 1, 3, 4), inputs);
        float[] got = Sums(TestDevices.NeedGpu());
        Assert.That(Sums(TestDevices.NeedGpu()), Is.EqualTo(got));
        Assert.That(got, Is.EqualTo(Sums(Device.Cpu)).Within(3e-4f));
    }

    /// <summary>The caller cannot see indices that lie on the device: what would be written elsewhere in memory is left out.</summary>
    [Test]
    [NoLeak]
    public void IndicesOutsideWriteNothing()
    {
        using var scope = new TensorScope();
        float[] got = GpuParity.Run<float>(
            TestDevices.NeedGpu(),
            Tensor.From((float[])[1, 2, 3]),
            (backend, x, y) => backend.ScatterAdd(x[0], x[1], y, 1, 3, 1),
            (float[])[10, 20, 30, 40],
            (int[])[3, 1, -1, 1]);
        Assert.That(got, Is.EqualTo((float[])[1, 62, 3]));
    }
}
