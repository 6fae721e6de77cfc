using Sharpkeras.Diagnostics;

namespace Sharpkeras.Data;

/// <summary>What a caller says about a CSV file.</summary>
internal sealed record CsvFormat(
    string? Label,
    IReadOnlyList<string>? Features,
    bool Header,
    char Delimiter,
    IReadOnlyDictionary<string, CsvColumn> Columns,
    double? Missing,
    DType DType)
{
    private static readonly HashSet<string> MissingTexts =
        new(StringComparer.OrdinalIgnoreCase) { "", "NA", "N/A", "NaN", "null", "None", "?" };

    /// <summary>Whether a text says that there is no value.</summary>
    public static bool IsMissing(ReadOnlySpan<byte> text)
    {
        if (text.Length > 4)
        {
            return false;
        }

        Span<char> characters = stackalloc char[4];
        for (int i = 0; i < text.Length; i++)
        {
            characters[i] = (char)text[i];
        }

        return MissingTexts.GetAlternateLookup<ReadOnlySpan<char>>().Contains(characters[..text.Length]);
    }

    /// <summary>Refuses what no file could fit.</summary>
    public CsvFormat Check()
    {
        if (Delimiter is '"' or '\r' or '\n' or '\0' || !char.IsAscii(Delimiter))
        {
            throw new ArgumentException($"csv — the delimiter is one ASCII character that is no quote and ends no line. Received U+{(int)Delimiter:X4}.");
        }

        if (Features is { Count: 0 })
        {
            throw new ArgumentException("csv — at least one feature is needed. Received an empty list; leave it out to take all columns.");
        }

        if (Missing is { } value && double.IsNaN(value) && DType.IsInteger())
        {
            throw new ArgumentException($"csv — NaN for missing values needs a floating type. Received {DType.KerasName()}.");
        }

        return this;
    }
}
