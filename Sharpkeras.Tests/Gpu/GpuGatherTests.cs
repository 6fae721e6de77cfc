using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Gpu;

/// <summary>Reading by index on OpenCL: every bit as on the processor.</summary>
public sealed class GpuGatherTests
{
    private static readonly DType[] Sizes = [DType.Bool, DType.Int16, DType.Float32, DType.Int64];

    [OneTimeSetUp]
    public void Open() => TestDevices.NeedGpu();

    [Test]
    [NoLeak]
    public void Gathers([ValueSource(nameof(Sizes))] DType dtype, [Values(DType.Int32, DType.Int64)] DType indexType)
    {
        using var scope = new TensorScope();
        (int Outer, int Count, int Picks, int Inner)[] cases =
            [(1, 5, 7, 1), (3, 11, 40, 5), (1, 300, 64, 16), (2, 9, 3, 6), (2, 3, 0, 4), (4, 7, 1, 1)];
        foreach ((int outer, int count, int picks, int inner) in cases)
        {
            GpuParity.BitEqual(
                GpuParity.Draw(dtype, [outer, picks, inner]),
                (backend, x, y) => backend.Gather(x[0], x[1], y, outer, count, inner),
                GpuParity.Draw(dtype, [outer, count, inner], seed: 2),
                GpuParity.Indices(indexType, [picks], count));
        }
    }

    [Test]
    [NoLeak]
    public void GathersAlong([ValueSource(nameof(Sizes))] DType dtype, [Values(DType.Int32, DType.Int64)] DType indexType)
    {
        using var scope = new TensorScope();
        (int Outer, int Count, int Picks, int Inner)[] cases = [(1, 5, 7, 1), (3, 11, 40, 5), (37, 10, 1, 1), (2, 3, 0, 4)];
        foreach ((int outer, int count, int picks, int inner) in cases)
        {
            GpuParity.BitEqual(
                GpuParity.Draw(dtype, [outer, picks, inner]),
                (backend, x, y) => backend.GatherAlong(x[0], x[1], y, outer, count, picks, inner),
                GpuParity.Draw(dtype, [outer, count, inner], seed: 2),
                GpuParity.Indices(indexType, [outer, picks, inner], count));
        }
    }

    [Test]
    [NoLeak]
    public void OneHots(
        [ValueSource(typeof(GpuParity), nameof(GpuParity.AllTypes))] DType dtype, [Values(DType.Int32, DType.Int64)] DType indexType)
    {
        using var scope = new TensorScope();
        Tensor indices = Tensor.FromSpan<double>([0, 4, -1, 5, 2, 7, int.MinValue, int.MaxValue], [8]).Cast(indexType);
        GpuParity.BitEqual(GpuParity.Draw(dtype, [8, 5]), (backend, x, y) => backend.OneHot(x[0], y, 5), indices);
        GpuParity.BitEqual(
            GpuParity.Draw(dtype, [2, 5]),
            (backend, x, y) => backend.OneHot(x[0], y, 5),
            Tensor.FromSpan<long>([(1L << 32) + 3, -(1L << 32) + 1], [2]));
    }

    /// <summary>The caller cannot see indices that lie on the device: they read 0 rather than what lies elsewhere in memory.</summary>
    [Test]
    [NoLeak]
    public void IndicesOutsideReadZeros()
    {
        using var scope = new TensorScope();
        Tensor x = GpuParity.Fractions(DType.Float32, [3]);
        float[] got = GpuParity.Run<float>(
            TestDevices.NeedGpu(),
            GpuParity.Draw(DType.Float32, [3]),
            (backend, t, y) => backend.Gather(t[0], t[1], y, 1, 3, 1),
            x,
            (int[])[3, 1, -1]);
        Assert.That(got, Is.EqualTo((float[])[0, x.ToArray<float>()[1], 0]));
    }
}
