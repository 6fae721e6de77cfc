using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Gpu;

/// <summary>The place of the largest or smallest value on OpenCL: as on the processor.</summary>
public sealed class GpuArgReduceTests
{
    private static readonly (int Outer, int Reduced, int Inner)[] Shapes =
        [(1, 1, 1), (33, 10, 1), (3, 7, 5), (2, 200, 3), (5, 129, 1), (1, 10_007, 1), (2, 4999, 2), (0, 3, 2)];

    [OneTimeSetUp]
    public void Open() => TestDevices.NeedGpu();

    [Test]
    [NoLeak]
    public void FindsTheFirst(
        [ValueSource(typeof(GpuParity), nameof(GpuParity.AllTypes))] DType dtype,
        [Values] bool largest,
        [Values(DType.Int32, DType.Int64)] DType places)
    {
        using var scope = new TensorScope();
        foreach ((int outer, int reduced, int inner) in Shapes)
        {
            GpuParity.BitEqual(
                GpuParity.Draw(places, [outer, inner], below: 3),
                (backend, x, y) => backend.ArgReduce(largest, x[0], y, outer, reduced, inner),
                GpuParity.Draw(dtype, [outer, reduced, inner], below: dtype == DType.UInt8 ? 250 : 100));
        }
    }

    [TestCase(DType.Float32)]
    [TestCase(DType.Float64)]
    [NoLeak]
    public void NotANumberWins(DType dtype)
    {
        using var scope = new TensorScope();
        foreach (int length in (int[])[5, 300, 9001])
        {
            double[] numbers = [.. Enumerable.Range(0, length).Select(i => (double)(i % 7))];
            numbers[length / 2] = double.NaN;
            numbers[length - 1] = double.NaN;
            Tensor x = Tensor.FromSpan<double>(numbers, [1, length, 1]).Cast(dtype);
            int[] got = GpuParity.Run<int>(
                TestDevices.NeedGpu(),
                GpuParity.Draw(DType.Int32, [1]),
                (backend, t, y) => backend.ArgReduce(true, t[0], y, 1, length, 1),
                x);
            Assert.That(got, Is.EqualTo((int[])[length / 2]));
        }
    }
}
