using System.Numerics;

namespace Sharpkeras.Cpu;

/// <summary>
/// How a matrix [rows, channels] is walked through channel by channel. Few channels do not fill vectors, so that several rows are taken
/// as one wide row, a period, whose columns repeat the channels. Blocks of periods and columns stay in cache; they depend on the sizes
/// and the width of vectors alone.
/// </summary>
internal readonly struct ChannelPlan
{
    private const int WidestBlock = 256;

    public ChannelPlan(int rows, int channels, int lanes)
    {
        Channels = channels;
        Factor = FactorOf(rows, channels, lanes);
        Period = Factor * channels;
        Periods = rows / Factor;
        Rest = rows % Factor;
        Padded = Pad(Period, lanes) + lanes;
        BlockWidth = Math.Max(lanes, Math.Min(Period, WidestBlock));
        BlockPeriods = Math.Max(1, Chunks.Grain / BlockWidth);
        PeriodBlocks = (Periods + BlockPeriods - 1) / BlockPeriods;
        ColumnBlocks = (Period + BlockWidth - 1) / BlockWidth;
    }

    public int Channels { get; }

    /// <summary>The rows of a period.</summary>
    public int Factor { get; }

    /// <summary>The columns of a period.</summary>
    public int Period { get; }

    /// <summary>The number of whole periods.</summary>
    public int Periods { get; }

    /// <summary>The rows after the last whole period.</summary>
    public int Rest { get; }

    /// <summary>Room for the columns of a period, so that whole vectors may be read from any of them on.</summary>
    public int Padded { get; }

    public int BlockWidth { get; }

    public int BlockPeriods { get; }

    public int PeriodBlocks { get; }

    public int ColumnBlocks { get; }

    /// <summary>The length rounded up to whole vectors.</summary>
    public static int Pad(int length, int lanes) => checked((length + lanes - 1) / lanes * lanes);

    /// <summary>The periods of a block: the last one may have fewer.</summary>
    public int PeriodsOf(int block) => Math.Min(BlockPeriods, Periods - (block * BlockPeriods));

    /// <summary>The columns of a block: the last one may have fewer.</summary>
    public int WidthOf(int block) => Math.Min(BlockWidth, Period - (block * BlockWidth));

    /// <summary>As many rows as make whole vectors, and four of them at least.</summary>
    private static int FactorOf(int rows, int channels, int lanes)
    {
        if (channels >= WidestBlock)
        {
            return 1;
        }

        int whole = lanes / (int)BigInteger.GreatestCommonDivisor(channels, lanes);
        int vectors = whole * channels / lanes;
        int factor = whole * ((4 + vectors - 1) / vectors);
        return rows >= 2 * factor ? factor : 1;
    }
}
