namespace Sharpkeras.Benchmarks;

/// <summary>The peak of multiply-adds, at the vector width that the kernels use.</summary>
internal static class FloorBenchmark
{
    public static void Run(BenchmarkOptions options)
    {
        options.Apply();
        Console.WriteLine($"Vectors of {Kernels.Lanes.VectorBits.Value} bits, {Devices.Parallelism.Threads} threads");
        options.Report("fma_peak_one_thread", FmaPeak.Measure(1), "GFLOP/s");
        options.Report("fma_peak", FmaPeak.Measure(Devices.Parallelism.Threads), "GFLOP/s");
    }
}
