using System.Runtime.CompilerServices;

namespace Sharpkeras.Kernels;

/// <summary>
/// Philox4x32-10 (Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3", 2011): a pure function from a key
/// and a counter to four random words, so that every device computes the same stream in any order.
/// </summary>
public static class Philox
{
    /// <summary>Word <paramref name="index"/> of the stream that begins at a counter; a counter gives four words.</summary>
    public static uint Word(ulong key, ulong counter, long index)
    {
        Block(key, counter + (ulong)(index >> 2), out uint a, out uint b, out uint c, out uint d);
        return (index & 3) switch
        {
            0 => a,
            1 => b,
            2 => c,
            _ => d,
        };
    }

    /// <summary>A word as a number in [0, 1) with 24 bits, exact in float32.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Unit(uint word) => (int)(word >> 8) * (1f / 16777216f);

    /// <summary>How many counters <paramref name="words"/> words take.</summary>
    public static ulong Counters(long words) => (ulong)((words + 3) / 4);

    /// <summary>The four words of a counter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Block(ulong key, ulong counter, out uint a, out uint b, out uint c, out uint d)
    {
        uint key0 = (uint)key;
        uint key1 = (uint)(key >> 32);
        a = (uint)counter;
        b = (uint)(counter >> 32);
        c = 0;
        d = 0;
        for (int round = 0; round < 10; round++)
        {
            ulong left = (ulong)a * 0xD2511F53u;
            ulong right = (ulong)c * 0xCD9E8D57u;
            a = (uint)(right >> 32) ^ b ^ key0;
            b = (uint)right;
            c = (uint)(left >> 32) ^ d ^ key1;
            d = (uint)left;
            key0 += 0x9E3779B9u;
            key1 += 0xBB67AE85u;
        }
    }
}
