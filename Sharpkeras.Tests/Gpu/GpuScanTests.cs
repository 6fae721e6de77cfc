using Sharpkeras.Kernels;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Gpu;

/// <summary>Running folds on OpenCL beside the processor's.</summary>
public sealed class GpuScanTests
{
    private static readonly (int Outer, int Length, int Inner)[] Shapes =
    [
        (1, 1, 1), (7, 32, 3), (3, 33, 5), (2, 1024, 1), (2, 1025, 1), (1, 4099, 3), (1, 20_011, 1), (0, 4, 3), (2, 0, 3), (3, 40, 1500),
        (3, 12_289, 1), (4100, 35, 1),
    ];

    private static readonly DType[] Floating = [DType.Float32, DType.Float64];

    [OneTimeSetUp]
    public void Open() => TestDevices.NeedGpu();

    [Test]
    [NoLeak]
    public void Sums([ValueSource(typeof(GpuParity), nameof(GpuParity.NumberTypes))] DType dtype, [Values] bool reverse)
    {
        using var scope = new TensorScope();
        foreach ((int outer, int length, int inner) in Shapes)
        {
            // sums of small whole numbers are exact in every order
            GpuParity.BitEqual(
                GpuParity.Draw(dtype, [outer, length, inner], seed: 2),
                (backend, x, y) => backend.Scan(default(SumReduction), x[0], y, outer, length, inner, reverse),
                GpuParity.Draw(dtype, [outer, length, inner]));
        }
    }

    [Test]
    [NoLeak]
    public void LargestAndSmallest([ValueSource(nameof(Floating))] DType dtype, [Values] bool reverse)
    {
        using var scope = new TensorScope();
        foreach ((int outer, int length, int inner) in Shapes)
        {
            Tensor x = GpuParity.Fractions(dtype, [outer, length, inner]);
            GpuParity.BitEqual(x, (backend, t, y) => backend.Scan(default(MaxReduction), t[0], y, outer, length, inner, reverse), x);
            GpuParity.BitEqual(x, (backend, t, y) => backend.Scan(default(MinReduction), t[0], y, outer, length, inner, reverse), x);
        }
    }

    /// <summary>
    /// The processor adds one value after the other, 20,011 roundings of sums below 300, at most 1.6·10⁻⁵ each and of random signs; the
    /// device joins sums of tiles, with fewer.
    /// </summary>
    [Test]
    [NoLeak]
    public void LongSumsAreTheSameEveryTime()
    {
        using var scope = new TensorScope();
        Tensor x = GpuParity.Fractions(DType.Float32, [20_011]);
        float[] Sums(Device device) => GpuParity.Run<float>(
            device, x, (backend, t, y) => backend.Scan(default(SumReduction), t[0], y, 1, 20_011, 1, reverse: false), x);
        float[] got = Sums(TestDevices.NeedGpu());
        Assert.That(Sums(TestDevices.NeedGpu()), Is.EqualTo(got));
        Assert.That(got, Is.EqualTo(Sums(Device.Cpu)).Within(2e-3f));
    }

    /// <summary>
    /// A product of n factors has n roundings, and the sums as many again with products that may be fused: 40·2⁻²⁴ in relation to the largest.
    /// </summary>
    [Test]
    [NoLeak]
    public void ProductsAndTheirGradients()
    {
        using var scope = new TensorScope();
        (int, int, int)[] shapes = [(1, 1, 1), (3, 7, 5), (33, 12, 1), (2, 0, 3), (0, 3, 2), (2, 40, 3)];
        foreach ((int outer, int length, int inner) in shapes)
        {
            Tensor x = GpuParity.Draw(DType.Float32, [outer, length, inner], below: 3);
            Tensor dy = GpuParity.Draw(DType.Float32, [outer, length, inner], seed: 2, below: 5);
            Near(x, (backend, t, y) => backend.Scan(default(ProductReduction), t[0], y, outer, length, inner, reverse: false), x);
            Near(x, (backend, t, y) => backend.CumprodGradient(t[0], t[1], y, outer, length, inner), x, dy);
            Tensor near = Ops.Add(Ops.Multiply(GpuParity.Fractions(DType.Float32, x.Shape), Ops.Constant(0.1, x)), Ops.Constant(1, x));
            Near(x, (backend, t, y) => backend.CumprodGradient(t[0], t[1], y, outer, length, inner), near, dy);
        }
    }

    private static void Near(Tensor target, Action<Devices.Backend, Tensor[], Tensor> member, params Tensor[] inputs)
    {
        float[] expected = GpuParity.Run<float>(Device.Cpu, target, member, inputs);
        float[] got = GpuParity.Run<float>(TestDevices.NeedGpu(), target, member, inputs);
        float scale = expected.Select(Math.Abs).DefaultIfEmpty().Max();
        Assert.That(got, Is.EqualTo(expected).Within(scale * 40 / 16777216));
    }
}
