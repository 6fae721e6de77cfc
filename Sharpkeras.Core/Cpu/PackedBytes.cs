namespace Sharpkeras.Cpu;

/// <summary>How many bytes kernels copied into another order before they computed: performance that tests can hold without a clock.</summary>
internal static class PackedBytes
{
    private static long count;

    /// <summary>Since the start of the process, on all threads.</summary>
    public static long Count => Interlocked.Read(ref count);

    public static void Add(long bytes) => Interlocked.Add(ref count, bytes);
}
