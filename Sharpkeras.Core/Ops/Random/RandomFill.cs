using System.Runtime.InteropServices;
using Sharpkeras.Devices;
using Sharpkeras.Kernels;

namespace Sharpkeras;

/// <summary>Fills tensors with random numbers from a stream: its key, and the counter at which they begin.</summary>
internal static class RandomFill
{
    /// <summary>The standard deviation of a standard normal distribution that is cut off at ±2.</summary>
    public const double TruncatedDeviation = 0.87962566103423978;

    public static void Uniform(Tensor values, ulong key, double low, double high, ulong counter = 0) =>
        Backend.Of(values).RandomUniform(values, key, counter, low, high);

    public static void Normal(Tensor values, ulong key, double mean, double deviation, ulong counter = 0) =>
        Backend.Of(values).RandomNormal(values, key, counter, mean, deviation);

    /// <summary>Normal numbers within two deviations, by the inverse of the distribution: one word each, no rejection.</summary>
    public static void TruncatedNormal(Tensor values, ulong key, double mean, double deviation, ulong counter = 0)
    {
        const double low = 0.022750131948179195; // Φ(−2)
        double[] numbers = new double[values.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            double uniform = (Philox.Word(key, counter, i) + 0.5) / 4294967296.0;
            numbers[i] = mean + (deviation * Math.Clamp(NormalQuantile.Of(low + (uniform * (1 - (2 * low)))), -2, 2));
        }

        Write(numbers, values);
    }

    /// <summary>Puts numbers that were computed on the host into a floating tensor.</summary>
    public static void Write(double[] numbers, Tensor target)
    {
        ReadOnlySpan<byte> bytes = target.DType == DType.Float64
            ? MemoryMarshal.AsBytes<double>(numbers)
            : MemoryMarshal.AsBytes<float>(Array.ConvertAll(numbers, number => (float)number));
        Backend.Of(target).Upload(bytes, target);
    }
}
