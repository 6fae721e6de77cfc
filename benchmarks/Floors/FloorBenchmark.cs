using System.Runtime.InteropServices;
using Sharpkeras.Benchmarks.Measuring;
using Sharpkeras.Devices;
using Sharpkeras.Kernels.Lanes;

namespace Sharpkeras.Benchmarks.Floors;

/// <summary>What the machine is, and what it can do: multiply-adds at the vector width that the kernels use, and memory.</summary>
internal static class FloorBenchmark
{
    public static void Run(BenchmarkOptions options)
    {
        Console.WriteLine($"{Processor()}, {Environment.ProcessorCount} cores; vectors of {VectorBits.Value} bits; threads: {Parallelism.Threads}; {RuntimeInformation.FrameworkDescription}");
        Measure(options, 1, "_one_thread");
        Measure(options, Parallelism.Threads, "");
    }

    private static void Measure(BenchmarkOptions options, int threads, string suffix)
    {
        options.Report("fma_peak" + suffix, FmaPeak.Measure(threads), "GFLOP/s");
        MemoryBandwidth memory = MemoryBandwidth.Measure(threads);
        options.Report("memory_read" + suffix, memory.Read, "GB/s");
        options.Report("memory_copy" + suffix, memory.Copy, "GB/s");
        options.Report("memory_add" + suffix, memory.Add, "GB/s");
    }

    /// <summary>The name that the processor gives itself, where the system tells.</summary>
    private static string Processor()
    {
        const string Key = "model name";
        string? line = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
