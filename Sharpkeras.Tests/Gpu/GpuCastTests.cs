using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Gpu;

/// <summary>Casts on OpenCL: every bit as on the processor, beyond the limits of a type as well.</summary>
public sealed class GpuCastTests
{
    /// <summary>Numbers around the limits of the types.</summary>
    private static readonly double[] Numbers =
    [
        0, -0.0, 0.5, -0.5, 1.9, -1.9, 2.5, 127, 127.9, 128, -128, -128.9, -129, 200, 255, 255.5, 256, 300, -1, -300, 32767, 32768, -32768,
        -32769, 70000, 16777217, 2147483520, 2147483647, 2147483648, -2147483648, -2147483649, 3e9, 9007199254740993, 9.2e18, 9.3e18, -9.3e18,
        1e30, -1e30, 1e300, 1e-300, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 1.0000000596046448,
    ];

    [TestCaseSource(typeof(GpuParity), nameof(GpuParity.AllTypes))]
    [NoLeak]
    public void CastsToEveryType(DType to)
    {
        TestDevices.NeedGpu();
        using var scope = new TensorScope();
        double[] many = [.. Enumerable.Range(0, 300).Select(i => i < Numbers.Length ? Numbers[i] : (i - 170) * 1.37e7)];
        foreach (DType from in GpuParity.AllTypes)
        {
            Tensor x = Tensor.FromSpan<double>(many, [300]).Cast(from);
            GpuParity.BitEqual(GpuParity.Draw(to, [300]), (backend, source, y) => backend.Cast(source[0], y), x);
            GpuParity.BitEqual(GpuParity.Draw(to, [0]), (backend, source, y) => backend.Cast(source[0], y), GpuParity.Draw(from, [0]));
        }
    }

    [Test]
    [NoLeak]
    public void WideIntegersLoseTheirUpperBitsOrRoundOnce()
    {
        TestDevices.NeedGpu();
        using var scope = new TensorScope();
        long[] numbers =
            [long.MaxValue, long.MinValue, (1L << 62) + 1, 0x1234567890ABCDEF, -0x1234567890ABCDEF, (1L << 24) + 1, (1L << 53) + 1, 1L << 32];
        foreach (DType to in GpuParity.AllTypes)
        {
            GpuParity.BitEqual(
                GpuParity.Draw(to, [numbers.Length]),
                (backend, source, y) => backend.Cast(source[0], y),
                Tensor.FromSpan<long>(numbers, [numbers.Length]));
        }
    }
}
