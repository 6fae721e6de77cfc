using CsvHelper;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Data;

/// <summary>The records of a CSV file, one after another, each with as many fields as the first.</summary>
internal sealed class CsvRecords : IDisposable
{
    /// <summary>A quote that is never closed would take the rest of a file for one field.</summary>
    private const int MaxRecordBytes = 8 << 20;

    private readonly string path;
    private readonly CsvFormat format;
    private readonly CsvReader reader;
    private bool hasFirst;

    public CsvRecords(string path, CsvFormat format)
    {
        this.path = path;
        this.format = format;
        reader = CsvReader.Create(DataFile.Open(path), new CsvReaderOptions
        {
            HasHeader = format.Header,
            Separator = format.Delimiter,
            TrimWhitespace = true,
            MalformedData = CsvMalformedDataHandling.Throw,
            MaxRecordSize = MaxRecordBytes,
            TrackLineNumbers = true,
            FormatProvider = System.Globalization.CultureInfo.InvariantCulture,
        });
        try
        {
            Layout = CsvLayout.Of(ReadNames(), format, path);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    public CsvLayout Layout { get; private init; }

    /// <summary>Goes to the next record; false at the end of the file.</summary>
    /// <exception cref="InvalidDataException">The record is damaged or has another number of fields.</exception>
    public bool Next()
    {
        if (hasFirst)
        {
            hasFirst = false;
            return true;
        }

        if (!Guarded(reader.Read))
        {
            return false;
        }

        return reader.FieldCount == Layout.Names.Length
            ? true
            : throw Invalid($"the record has {Text.Of(reader.FieldCount)} fields where {Text.Of(Layout.Names.Length)} are expected", "Correct the file");
    }

    /// <summary>The bytes of a field of the current record.</summary>
    public ReadOnlySpan<byte> Field(CsvField field) => reader.GetSpan(field.Index);

    /// <summary>The text of a field of the current record.</summary>
    public string TextOf(CsvField field) => reader.GetString(field.Index);

    /// <summary>Writes a field of the current record as a number.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public void Read(CsvField field, CsvCells cells, Span<byte> target)
    {
        ReadOnlySpan<byte> text = Field(field);
        if (field.Column.Names == null ? cells.TryWrite(text, target) : TryWriteCategory(field, cells, target))
        {
            return;
        }

        bool missing = CsvFormat.IsMissing(text);
        if (!missing || format.Missing is not { } value || field.Name == format.Label)
        {
            throw NoNumber(field, cells, missing);
        }

        cells.Write(value, target);
    }

    public void Dispose() => reader.Dispose();

    private bool TryWriteCategory(CsvField field, CsvCells cells, Span<byte> target)
    {
        bool known = field.Column.TryGetNumber(TextOf(field), out int number);
        cells.Write(number, target);
        return known;
    }

    private InvalidDataException NoNumber(CsvField field, CsvCells cells, bool missing)
    {
        string column = $"column '{field.Name}'";
        if (missing)
        {
            return field.Name == format.Label
                ? Invalid($"{column}, the label, has no value", "Leave such rows out of the file")
                : Invalid($"{column} has no value", "Pass 'missing: 0', or another number to stand for it");
        }

        string shown = Shown(TextOf(field));
        if (field.Column.Names is not { } names)
        {
            string advice = $"Correct it, leave the column out of 'features', or pass 'columns' with CsvColumn.Category() for '{field.Name}'";
            return Invalid($"{column} must be a number ({cells.DType.KerasName()}). Received {shown}", advice);
        }

        return Invalid($"{column} has a category that was not named. Received {shown}", $"Known are {string.Join(", ", names.Take(20))}");
    }

    /// <summary>Reads the names of the columns, or, without a header, the first record.</summary>
    private string[] ReadNames()
    {
        if (format.Header)
        {
            Guarded(() =>
            {
                reader.ReadHeader();
                return true;
            });
            return reader.Headers is { Count: > 0 } headers ? [.. headers] : throw Empty();
        }

        hasFirst = Guarded(reader.Read) ? true : throw Empty();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(i => Text.Of(i))];
    }

    private bool Guarded(Func<bool> read)
    {
        try
        {
            return read();
        }
        catch (CsvFormatException error)
        {
            throw new InvalidDataException($"'{path}' line {Text.Of(error.LineNumber)} — {error.Message} Correct the file.", error);
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw new InvalidDataException($"'{path}' behind line {Text.Of(reader.LineNumber)} — the compressed data are damaged: {error.Message} Get the file again.", error);
        }
    }

    private static string Shown(string text) => text.Length > 40 ? $"'{text[..40]}…'" : $"'{text}'";

    private InvalidDataException Empty() => new($"'{path}' — the file is empty. Expected {(format.Header ? "a line with the columns' names" : "records")}.");

    private InvalidDataException Invalid(string problem, string advice) => new($"'{path}' line {Text.Of(reader.LineNumber)} — {problem}. {advice}.");
}
