using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Gpu;

/// <summary>Sorting on OpenCL: the processor's values and places, that of equal values too.</summary>
public sealed class GpuSortTests
{
    private static readonly (int Outer, int Length, int Inner, int Take)[] Shapes =
    [
        (1, 1, 1, 1), (37, 10, 1, 10), (5, 33, 7, 33), (3, 513, 1, 20), (2, 2048, 1, 2048), (2, 2049, 3, 2049), (1, 9000, 1, 5), (2, 4097, 2, 3000), (700, 3, 1, 1),
        (0, 4, 2, 4), (2, 4, 3, 0),
    ];

    [OneTimeSetUp]
    public void Open() => TestDevices.NeedGpu();

    [Test]
    [NoLeak]
    public void SortsRows([ValueSource(typeof(GpuParity), nameof(GpuParity.AllTypes))] DType dtype, [Values] bool descending)
    {
        using var scope = new TensorScope();
        foreach ((int outer, int length, int inner, int take) in Shapes)
        {
            Tensor x = GpuParity.Draw(dtype, [outer, length, inner], below: dtype == DType.UInt8 ? 256 : dtype == DType.Bool ? 2 : 120);
            Tensor values = GpuParity.Draw(dtype, [outer, take, inner], seed: 2);
            Tensor places = GpuParity.Draw(DType.Int32, [outer, take, inner], seed: 3);
            GpuParity.BitEqual(values, (backend, t, y) => backend.Sort(t[0], y, null, outer, length, inner, take, descending), x);
            GpuParity.BitEqual(places, (backend, t, y) => backend.Sort(t[0], null, y, outer, length, inner, take, descending), x);
        }
    }

    [Test]
    [NoLeak]
    public void SpecialValues([Values(DType.Float32, DType.Float64)] DType dtype, [Values] bool descending, [Values(300, 5000)] int length)
    {
        using var scope = new TensorScope();
        double[] special = [double.NaN, 0.0, -0.0, double.PositiveInfinity, double.NegativeInfinity, 1e-40, -1e-40, -double.NaN, 1, -1];
        Tensor x = Tensor.FromSpan<double>([.. Enumerable.Range(0, length).Select(i => special[i * 7 % 10])], [length]).Cast(dtype);
        GpuParity.BitEqual(
            GpuParity.Draw(dtype, [length]), (backend, t, y) => backend.Sort(t[0], y, null, 1, length, 1, length, descending), x);
        GpuParity.BitEqual(
            GpuParity.Draw(DType.Int32, [length]), (backend, t, y) => backend.Sort(t[0], null, y, 1, length, 1, length, descending), x);
    }

    [Test]
    [NoLeak]
    public void ValuesAndPlacesAtOnce()
    {
        using var scope = new TensorScope();
        Tensor x = GpuParity.Fractions(DType.Float32, [3, 100_003]);
        Tensor places = GpuParity.Draw(DType.Int32, [3, 100_003]).To(TestDevices.NeedGpu());
        float[] values = GpuParity.Run<float>(
            TestDevices.NeedGpu(), x, (backend, t, y) => backend.Sort(t[0], y, places, 3, 100_003, 1, 100_003, false), x);
        float[] all = x.ToArray<float>();
        float[][] rows = [.. Enumerable.Range(0, 3).Select(row => all[(row * 100_003)..((row + 1) * 100_003)])];
        Assert.That(values, Is.EqualTo(rows.SelectMany(row => row.Order())));
        int[] got = places.ToArray<int>();
        Assert.That(got.Select((place, i) => rows[i / 100_003][place]), Is.EqualTo(values));
    }
}
