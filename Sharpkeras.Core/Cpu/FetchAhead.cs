namespace Sharpkeras.Cpu;

/// <summary>
/// Memory that was written past the caches and that every thread will read: an optimizer's variables. Kernels that compute long with little
/// memory fetch it bit by bit meanwhile, each thread into its own second cache, so that the kernel that reads it does not wait. These are
/// hints: where two threads train at the same time, one may overwrite the other's.
/// </summary>
internal static unsafe class FetchAhead
{
    /// <summary>Bytes that leave most of a second cache to the kernels.</summary>
    public const int Most = 256 * 1024;

    private const int Line = 64;

    /// <summary>Multiply-adds of vectors beside which the memory has a line ready.</summary>
    private const int WorkOfLine = 128;

    /// <summary>Lines that a processor asks for without waiting.</summary>
    private const int MostLines = 24;

    private const int MostRanges = 16;

    private static readonly (nint Begin, nint Length)[] Ranges = new (nint, nint)[MostRanges];
    private static int count;
    private static int version;
    private static nint total;

    [ThreadStatic]
    private static int seen;

    [ThreadStatic]
    private static int range;

    [ThreadStatic]
    private static nint offset;

    /// <summary>Forgets what was announced before.</summary>
    public static void Clear()
    {
        count = 0;
        total = 0;
        version++;
    }

    /// <summary>
    /// Announces memory, while no kernel runs; what goes beyond <see cref="Most"/> is left out. It may be freed later: to fetch it is then no harm.
    /// </summary>
    public static void Announce(void* begin, nint length)
    {
        length = Math.Min(length, Most - total);
        if (count < MostRanges && length > 0)
        {
            Ranges[count++] = ((nint)begin, length);
            total += length;
        }
    }

    /// <summary>Fetches as many lines as come while so much is computed, if this thread has not had all.</summary>
    /// <param name="work">Multiply-adds of vectors that follow.</param>
    /// <returns>The number of lines.</returns>
    public static int During(nint work)
    {
        if (seen != version)
        {
            (seen, range, offset) = (version, 0, 0);
        }

        if (range >= count)
        {
            return 0;
        }

        (nint begin, nint length) = Ranges[range];
        nint bytes = Math.Max(0, Math.Min(Math.Min(work / WorkOfLine, MostLines) * Line, length - offset));
        CacheLines.FetchNear((byte*)begin + offset, bytes);
        offset += bytes;
        if (offset >= length)
        {
            (range, offset) = (range + 1, 0);
        }

        return (int)((bytes + Line - 1) / Line);
    }
}
