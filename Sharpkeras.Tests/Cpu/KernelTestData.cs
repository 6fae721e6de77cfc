using Sharpkeras.Devices;

namespace Sharpkeras.Tests.Cpu;

/// <summary>Random arrays, and comparison with results that were computed in double by plain loops.</summary>
internal static class KernelTestData
{
    public static Backend Backend => BackendProvider.Get(Device.Cpu);

    public static double[] Random(int seed, long length)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, (int)length).Select(_ => Math.Round((random.NextDouble() * 2) - 1, 6))];
    }

    public static Tensor ToTensor(double[] values, Shape shape, DType dtype) => dtype == DType.Float32
        ? Tensor.FromSpan<float>([.. values.Select(value => (float)value)], shape)
        : Tensor.FromSpan<double>(values, shape);

    /// <summary>Float32 sums of n products are good to about n rounding errors of the products' size; float64 alike.</summary>
    public static void AssertClose(Tensor actual, double[] expected, double terms, string what)
    {
        double epsilon = actual.DType == DType.Float32 ? 1.2e-7 : 2.3e-16;
        double tolerance = epsilon * Math.Max(4, terms);
        double[] values = actual.DType == DType.Float32 ? [.. actual.ToArray<float>().Select(value => (double)value)] : actual.ToArray<double>();
        Assert.That(values, Has.Length.EqualTo(expected.Length), what);
        for (int i = 0; i < values.Length; i++)
        {
            if (!(Math.Abs(values[i] - expected[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i]))))
            {
                Assert.Fail($"{what}: element {i} is {values[i]}, expected {expected[i]} to {tolerance}");
            }
        }
    }
}
