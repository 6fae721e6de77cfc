namespace Sharpkeras.Devices;

/// <summary>How many threads the CPU backend uses.</summary>
public static class Parallelism
{
    /// <summary>
    /// The threads, the caller's included; SHARPKERAS_NUM_THREADS at first, or else all cores. Results do not depend on it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static int Threads
    {
        get => Cpu.WorkerPool.Threads;
        set => Cpu.WorkerPool.Threads = value;
    }
}
