using System.Numerics;

namespace Sharpkeras.Data;

/// <summary>Undoes the filters of PNG rows: each byte was written as the difference to what its neighbours let expect.</summary>
internal static class PngFilter
{
    /// <summary>Undoes the filter of a row in place.</summary>
    /// <param name="filter">Its number.</param>
    /// <param name="row">The differences, then the bytes.</param>
    /// <param name="above">The bytes of the row before; zeros for the first.</param>
    /// <param name="step">How many bytes the left neighbour of a byte is before it.</param>
    /// <exception cref="InvalidDataException">There is no such filter.</exception>
    public static void Undo(byte filter, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        switch (filter)
        {
            case 0:
                break;
            case 1:
                UndoLeft(row, step);
                break;
            case 2:
                UndoAbove(row, above);
                break;
            case 3:
                UndoAverage(row, above, step);
                break;
            case 4:
                UndoPaeth(row, above, step);
                break;
            default:
                throw new InvalidDataException($"a row has filter {filter}; 0 to 4 are known");
        }
    }

    private static void UndoLeft(Span<byte> row, int step)
    {
        for (int i = step; i < row.Length; i++)
        {
            row[i] += row[i - step];
        }
    }

    private static void UndoAbove(Span<byte> row, ReadOnlySpan<byte> above)
    {
        int i = 0;
        for (; i <= row.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            (new Vector<byte>(row[i..]) + new Vector<byte>(above[i..])).CopyTo(row[i..]);
        }

        for (; i < row.Length; i++)
        {
            row[i] += above[i];
        }
    }

    private static void UndoAverage(Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        int edge = Math.Min(step, row.Length);
        for (int i = 0; i < edge; i++)
        {
            row[i] += (byte)(above[i] / 2);
        }

        for (int i = edge; i < row.Length; i++)
        {
            row[i] += (byte)((row[i - step] + above[i]) / 2);
        }
    }

    private static void UndoPaeth(Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        // Beyond the edge everything is 0, and the byte above is the nearest.
        UndoAbove(row[..Math.Min(step, row.Length)], above);
        for (int i = step; i < row.Length; i++)
        {
            row[i] += (byte)Paeth(row[i - step], above[i], above[i - step]);
        }
    }

    /// <summary>The neighbour that is nearest to left + above − corner.</summary>
    private static int Paeth(int left, int above, int corner)
    {
        int byLeft = Math.Abs(above - corner);
        int byAbove = Math.Abs(left - corner);
        int byCorner = Math.Abs(left + above - (2 * corner));
        int nearest = byAbove <= byCorner ? above : corner;
        return byLeft <= byAbove && byLeft <= byCorner ? left : nearest;
    }
}
