using Sharpkeras.Kernels;

namespace Sharpkeras;

/// <summary>
/// A source of random numbers: a key and a counter of a Philox stream. Layers such as Dropout hold one each, so that what they draw
/// does not depend on other layers; the state is saved with checkpoints.
/// </summary>
public sealed class SeedGenerator : IStateful
{
    private static ulong processKey = (ulong)Random.Shared.NextInt64();
    private static ulong processCounter;

    /// <summary>A source with a seed, or with a key that is drawn from the process's generator.</summary>
    public SeedGenerator(int? seed = null)
    {
        Key = seed is { } given ? KeyOf(given) : NextKey();
    }

    /// <summary>The key of the stream.</summary>
    public ulong Key { get; private set; }

    /// <summary>The next block of four words.</summary>
    public ulong Counter { get; private set; }

    /// <summary>Key and counter: all that later numbers depend on.</summary>
    internal (ulong Key, ulong Counter) State
    {
        get => (Key, Counter);
        set => (Key, Counter) = value;
    }

    /// <summary>
    /// Key and counter of the process's generator, from which sources without a seed of their own draw their keys. Setting it makes what is
    /// drawn from here on the same as it was after the state was read.
    /// </summary>
    internal static (ulong Key, ulong Counter) ProcessState
    {
        get => (processKey, Interlocked.Read(ref processCounter));
        set
        {
            processKey = value.Key;
            Interlocked.Exchange(ref processCounter, value.Counter);
        }
    }

    /// <summary>A source with a seed, so that operations take a number where they take a source; null stays null.</summary>
    public static implicit operator SeedGenerator?(int? seed) => seed is { } given ? new SeedGenerator(given) : null;

    /// <summary>Reserves words; returns the counter at which they begin.</summary>
    public ulong Reserve(long words)
    {
        ulong begin = Counter;
        Counter += Philox.Counters(words);
        return begin;
    }

    /// <summary>Seeds the process's generator, from which sources without a seed of their own draw their keys.</summary>
    internal static void SeedProcess(int seed) => ProcessState = (KeyOf(seed), 0);

    void IStateful.GetState(StateDictionary state) => Write(state, State);

    void IStateful.SetState(StateDictionary state) => State = Read(state);

    /// <summary>Writes a key and a counter down.</summary>
    internal static void Write(StateDictionary state, (ulong Key, ulong Counter) value)
    {
        state.Set("key", unchecked((long)value.Key));
        state.Set("counter", unchecked((long)value.Counter));
    }

    /// <summary>A key and a counter that were written down.</summary>
    internal static (ulong Key, ulong Counter) Read(StateDictionary state) =>
        unchecked(((ulong)state.GetInt64("key"), (ulong)state.GetInt64("counter")));

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
