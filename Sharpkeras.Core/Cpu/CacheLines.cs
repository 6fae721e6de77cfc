using System.Runtime.Intrinsics.X86;

namespace Sharpkeras.Cpu;

/// <summary>Asks for memory that will be used soon.</summary>
internal static unsafe class CacheLines
{
    private const int Line = 64;

    /// <summary>Fetches the lines of some bytes; a hint, which never faults.</summary>
    public static void Fetch(void* address, int count)
    {
        if (Sse.IsSupported)
        {
            for (int i = 0; i < count; i += Line)
            {
                Sse.Prefetch0((byte*)address + i);
            }
        }
    }

    /// <summary>The same into the second cache: for what comes after a kernel that needs the first one.</summary>
    public static void FetchNear(void* address, nint count)
    {
        if (Sse.IsSupported)
        {
            for (nint i = 0; i < count; i += Line)
            {
                Sse.Prefetch1((byte*)address + i);
            }
        }
    }
}
