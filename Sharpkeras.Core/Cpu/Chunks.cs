using System.Numerics;

namespace Sharpkeras.Cpu;

/// <summary>
/// Splits work in pieces that depend on the sizes alone, never on the number of threads, so that results do not either. Pieces are of
/// one size and their number is a power of two: each thread has the same share of a batch in one kernel as in the next, so that it finds in its
/// cache what it left there, and no other processor has a copy that would have to be withdrawn.
/// </summary>
internal static class Chunks
{
    /// <summary>Elements of a piece: large enough to outweigh handing it over, small enough to stay in cache.</summary>
    public const int Grain = 16 * 1024;

    /// <summary>Pieces begin at whole cache lines of every element type.</summary>
    private const int Line = 64;

    /// <summary>The number of pieces.</summary>
    public static int Count(long elements) => Even((elements + Grain - 1) / Grain);

    /// <summary>A power of two: as many pieces as are wanted, or less than twice as many.</summary>
    public static int Even(long wanted) => checked((int)BitOperations.RoundUpToPowerOf2((ulong)wanted));

    /// <summary>The largest power of two that is not more than so many, at least 1.</summary>
    public static int EvenAtMost(long most) => most <= 1 ? 1 : checked((int)(1L << BitOperations.Log2((ulong)most)));

    /// <summary>The first element of one of <see cref="Count"/> pieces; that of the one behind the last is the number of elements.</summary>
    public static long Begin(long elements, int piece) => Begin(elements, piece, Count(elements));

    /// <summary>The first element of a piece; that of the one behind the last is the number of elements.</summary>
    public static long Begin(long elements, int piece, int pieces)
    {
        long size = (elements + pieces - 1) / Math.Max(1, pieces);
        return Math.Min(elements, piece * ((size + Line - 1) / Line * Line));
    }

    /// <summary>Rows of a piece when rows of a length are kept whole.</summary>
    public static int RowsPerChunk(long rows, long rowLength) => RowsPerChunk(rows, rowLength, Grain);

    /// <summary>Rows of a piece of at most some elements, or one row.</summary>
    public static int RowsPerChunk(long rows, long rowLength, int grain)
    {
        long most = Math.Clamp(grain / Math.Max(1, rowLength), 1, grain);
        int pieces = Even((rows + most - 1) / most);
        return (int)Math.Max(1, (rows + pieces - 1) / Math.Max(1, pieces));
    }
}
