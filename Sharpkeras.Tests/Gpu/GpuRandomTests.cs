using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Gpu;

/// <summary>Random numbers on OpenCL: the processor's bits, normal numbers its digits.</summary>
public sealed class GpuRandomTests
{
    private const ulong Key = 0x123456789ABCDEF0;

    /// <summary>A block's counter is about to carry into its upper word.</summary>
    private const ulong Counter = 0xFFFFFFF0;

    private static readonly int[] Lengths = [0, 1, 2, 3, 4, 5, 1023, 3001];

    private static readonly DType[] Floating = [DType.Float32, DType.Float64];

    [OneTimeSetUp]
    public void Open() => TestDevices.NeedGpu();

    [TestCaseSource(nameof(Floating))]
    [NoLeak]
    public void UniformNumbers(DType dtype)
    {
        using var scope = new TensorScope();
        foreach (int length in Lengths)
        {
            Tensor y = GpuParity.Draw(dtype, [length]);
            GpuParity.BitEqual(y, (backend, x, target) => backend.RandomUniform(target, Key, Counter, 0, 1));
            GpuParity.BitEqual(y, (backend, x, target) => backend.RandomUniform(target, Key, Counter, -0.0571, 0.1309));
            GpuParity.BitEqual(y, (backend, x, target) => backend.RandomUniform(target, ulong.MaxValue, ulong.MaxValue, -1e6 / 3, 1e-3 / 7));
        }
    }

    /// <summary>
    /// The radius has relative errors of the logarithm (1.5 units in the last place) and reaches 5.8; sine and cosine have absolute errors of
    /// at most 2⁻²³: together below 10⁻⁶ of the deviation for all but the outermost numbers, and below 2·10⁻⁷ of the number for those.
    /// </summary>
    [Test]
    [NoLeak]
    public void NormalNumbers()
    {
        using var scope = new TensorScope();
        foreach (int length in Lengths.Append(200_001))
        {
            float[] expected = Normals<float>(Device.Cpu, length, 0, 1);
            float[] got = Normals<float>(TestDevices.NeedGpu(), length, 0, 1);
            Assert.That(got.Select((z, i) => Math.Abs(z - expected[i])).DefaultIfEmpty().Max(), Is.LessThan(1e-6));
            got = Normals<float>(TestDevices.NeedGpu(), length, 0.5, 0.02);
            Assert.That(got.Select((z, i) => Math.Abs(z - 0.5 - (0.02 * expected[i]))).DefaultIfEmpty().Max(), Is.LessThan(6e-8));
        }
    }

    /// <summary>Both compute in float64; the radius is at most 5.8, and a few roundings of 10⁻¹⁶ are between.</summary>
    [Test]
    [NoLeak]
    public void WideNormalNumbers()
    {
        using var scope = new TensorScope();
        foreach (int length in Lengths)
        {
            double[] expected = Normals<double>(Device.Cpu, length, 0.25, 2);
            double[] got = Normals<double>(TestDevices.NeedGpu(), length, 0.25, 2);
            Assert.That(got.Select((z, i) => Math.Abs(z - expected[i])).DefaultIfEmpty().Max(), Is.LessThan(1e-14));
        }
    }

    [TestCaseSource(nameof(Floating))]
    [NoLeak]
    public void Dropout(DType dtype)
    {
        using var scope = new TensorScope();
        foreach (int length in Lengths)
        {
            foreach (double rate in (double[])[0, 0.1, 0.25, 1.0 / 3, 0.5, 0.999])
            {
                GpuParity.BitEqual(
                    GpuParity.Draw(dtype, [length]),
                    (backend, x, y) => backend.Dropout(x[0], y, rate, Key, Counter),
                    GpuParity.Fractions(dtype, [length]));
            }
        }
    }

    private static T[] Normals<T>(Device device, int length, double mean, double deviation)
        where T : unmanaged
    {
        Tensor y = GpuParity.Draw(DTypes.Of<T>(), [length]);
        return GpuParity.Run<T>(device, y, (backend, x, target) => backend.RandomNormal(target, Key, Counter, mean, deviation));
    }
}
