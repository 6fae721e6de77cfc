namespace Sharpkeras.Cpu;

/// <summary>Splits a range of elements in pieces of a fixed size, so that results do not depend on the number of threads.</summary>
internal static class Chunks
{
    /// <summary>Elements of a piece: large enough to outweigh handing it over, small enough to stay in cache.</summary>
    public const int Grain = 16 * 1024;

    /// <summary>The number of pieces.</summary>
    public static int Count(long elements) => checked((int)((elements + Grain - 1) / Grain));

    /// <summary>The pieces when rows of a length are kept whole.</summary>
    public static int RowsPerChunk(long rowLength) => (int)Math.Clamp(Grain / Math.Max(1, rowLength), 1, Grain);
}
