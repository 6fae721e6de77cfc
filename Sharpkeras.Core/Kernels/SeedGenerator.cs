using Sharpkeras.Kernels;

namespace Sharpkeras;

/// <summary>
/// A source of random numbers: a key and a counter of a Philox stream. Layers such as Dropout hold one each, so that what they draw
/// does not depend on other layers; the state is saved with checkpoints.
/// </summary>
public sealed class SeedGenerator
{
    private static ulong processKey = (ulong)Random.Shared.NextInt64();
    private static ulong processCounter;

    /// <summary>A source with a seed, or with a key that is drawn from the process's generator.</summary>
    public SeedGenerator(int? seed = null)
    {
        Key = seed is { } given ? KeyOf(given) : NextKey();
    }

    /// <summary>The key of the stream.</summary>
    public ulong Key { get; }

    /// <summary>The next block of four words.</summary>
    public ulong Counter { get; private set; }

    /// <summary>Reserves words; returns the counter at which they begin.</summary>
    public ulong Reserve(long words)
    {
        ulong begin = Counter;
        Counter += Philox.Counters(words);
        return begin;
    }

    /// <summary>Seeds the process's generator, from which sources without a seed of their own draw their keys.</summary>
    internal static void SeedProcess(int seed)
    {
        processKey = KeyOf(seed);
        Interlocked.Exchange(ref processCounter, 0);
    }

    internal static ulong KeyOf(int seed)
    {
        Philox.Block(0x5368617270ul, (uint)seed, out uint a, out uint b, out _, out _);
        return a | ((ulong)b << 32);
    }

    internal static ulong NextKey()
    {
        Philox.Block(processKey, Interlocked.Increment(ref processCounter), out uint a, out uint b, out _, out _);
        return a | ((ulong)b << 32);
    }
}
