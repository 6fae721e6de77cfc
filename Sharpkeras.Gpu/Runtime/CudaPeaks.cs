using ILGPU.Runtime.Cuda;

namespace Sharpkeras.Gpu.Runtime;

/// <summary>What an NVIDIA GPU could do at best, from what its driver tells.</summary>
internal static class CudaPeaks
{
    /// <summary>Float32 operations a second in 10⁹: a fused multiply-add is two, for each core of each multiprocessor in each clock.</summary>
    public static double? Gigaflops(CudaDevice device)
    {
        double megahertz = device.ClockRate;
        return device.Architecture is { } architecture && megahertz > 0
            ? 2 * Cores(architecture) * device.NumMultiprocessors * megahertz / 1000
            : null;
    }

    /// <summary>Bytes a second in 10⁹: two transfers a clock on each line of the bus.</summary>
    public static double? GigabytesPerSecond(CudaDevice device)
    {
        double megahertz = device.MemoryClockRate;
        return megahertz > 0 && device.MemoryBusWidth > 0 ? 2 * megahertz * device.MemoryBusWidth / 8 / 1000 : null;
    }

    /// <summary>The float32 cores of a multiprocessor (CUDA C++ programming guide, arithmetic instructions).</summary>
    private static int Cores(CudaArchitecture architecture) => (architecture.Major, architecture.Minor) switch
    {
        (6, 0) or (7, _) or (8, 0) => 64,
        _ => 128,
    };
}
