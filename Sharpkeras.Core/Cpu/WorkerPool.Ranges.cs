namespace Sharpkeras.Cpu;

/// <summary>The ranges of chunks, and how they are claimed.</summary>
internal static unsafe partial class WorkerPool
{
    /// <summary>Looks at another's range before its chunks are taken: a microsecond or two in all.</summary>
    private const int Patience = 50;

    /// <summary>Distance of tickets: two cache lines, since processors fetch them in pairs.</summary>
    private const int Apart = 16;

    /// <summary>
    /// A ticket for each range. Above: the number of the work. Below: the range's next chunk. One word, so that no helper claims from
    /// work that is over. A longer array replaces this one between works, when nothing is left to be claimed.
    /// </summary>
    private static long[] tickets = Closed(1);

    /// <summary>Tickets without chunks: a helper that is late finds nothing in them, whatever the fields of the work say.</summary>
    private static long[] Closed(int ranges)
    {
        long[] closed = new long[ranges * Apart];
        Array.Fill(closed, int.MaxValue);
        return closed;
    }

    private static void Close(long[] all)
    {
        for (int range = 0; range < all.Length; range += Apart)
        {
            Interlocked.Exchange(ref all[range], (number << 32) | int.MaxValue);
        }
    }

    /// <summary>More tickets. Those before are closed, since a late helper may still look at them.</summary>
    private static void Lengthen(long[] longer)
    {
        long[] before = tickets;
        Volatile.Write(ref tickets, longer);
        Close(before);
    }

    /// <summary>The first chunk of a range.</summary>
    private static int First(int range, int chunks, int ranges) => (int)((long)chunks * range / ranges);

    /// <summary>
    /// Waits a moment for the chunks of another's range to be claimed by their own thread. A chunk that is taken from it leaves copies
    /// of its memory in the wrong cache, and what is written there in the next kernels waits until they are withdrawn: that is dearer
    /// than to wait for a thread that is almost through, and cheap beside waiting for one that does not run at all.
    /// </summary>
    private static void Wait(int own, int behind)
    {
        for (int i = 0; i < Patience && IsOpen(own, behind); i++)
        {
            Thread.SpinWait(1);
        }
    }

    /// <summary>Whether chunks of a range are left.</summary>
    private static bool IsOpen(int own, int behind)
    {
        int all = Volatile.Read(ref ranges);
        int range = (own + behind) % all;
        return (int)Volatile.Read(ref Volatile.Read(ref tickets)[range * Apart]) < First(range + 1, Volatile.Read(ref chunks), all);
    }

    /// <summary>Claims a chunk of the range that lies some ranges behind one's own.</summary>
    private static bool Claim(int own, int behind, out int chunk)
    {
        while (true)
        {
            int all = Volatile.Read(ref ranges);
            int range = (own + behind) % all;
            ref long ticket = ref Volatile.Read(ref tickets)[range * Apart];
            long seen = Volatile.Read(ref ticket);
            chunk = (int)seen;

            // read after the ticket: where they belong to another work, the ticket has changed since
            if (Volatile.Read(ref ranges) != all || chunk >= First(range + 1, Volatile.Read(ref chunks), all))
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref ticket, seen + 1, seen) == seen)
            {
                return true;
            }
        }
    }
}
