using System.Buffers;
using Sharpkeras.Devices;

namespace Sharpkeras.Data;

/// <summary>
/// CSV and other delimited text: quoted fields may hold delimiters and line ends, <c>""</c> stands for a quote, empty lines do not count,
/// blanks around fields do not either. Files may be compressed by gzip. Missing are empty fields, NA, N/A, NaN, null, None and ?.
/// </summary>
public static class CsvFile
{
    /// <summary>Loads a whole file: <c>var (x, y) = CsvFile.Load("x.csv", label: "y")</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="label">The column that becomes <see cref="CsvTable.Y"/>; null for none.</param>
    /// <param name="features">The columns of <see cref="CsvTable.X"/>; null for all but the label.</param>
    /// <param name="header">Whether the first line names the columns. Otherwise they are called "0", "1", ….</param>
    /// <param name="delimiter">What separates fields: <c>','</c>, <c>';'</c>, <c>'\t'</c>.</param>
    /// <param name="columns">Columns that do not hold numbers but categories, by their names.</param>
    /// <param name="missing">What stands for missing features; null makes them an error.</param>
    /// <param name="dtype">The element type of the features, and of a label of numbers; a label of categories is int32.</param>
    /// <returns>X [rows, features] and Y [rows].</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is empty, a column or a field is missing, or a text stands where a number belongs; with the line.</exception>
    public static CsvTable Load(
        string path,
        string? label = null,
        IReadOnlyList<string>? features = null,
        bool header = true,
        char delimiter = ',',
        IReadOnlyDictionary<string, CsvColumn>? columns = null,
        double? missing = null,
        DType dtype = DType.Float32)
    {
        CsvFormat format = new CsvFormat(label, features, header, delimiter, columns ?? new Dictionary<string, CsvColumn>(), missing, dtype).Check();
        CsvLayout layout = CsvLayout.Closed(path, format);
        CsvCells cells = CsvCells.Of(dtype);
        CsvCells labels = LabelCells(layout, cells);
        var x = new ArrayBufferWriter<byte>();
        var y = new ArrayBufferWriter<byte>();
        int rows = 0;
        using (var records = new CsvRecords(path, format))
        {
            for (; records.Next(); rows++)
            {
                Append(records, layout.Features, cells, x);
                if (layout.Label is { } field)
                {
                    Append(records, [field], labels, y);
                }
            }
        }

        if (rows == 0)
        {
            throw new InvalidDataException($"'{path}' — there are no records behind the header.");
        }

        return new CsvTable(
            ToTensor(x.WrittenSpan, [rows, layout.Features.Length], dtype),
            layout.Label == null ? null : ToTensor(y.WrittenSpan, [rows], labels.DType),
            [.. layout.Features.Select(field => field.Name)],
            layout.Label?.Column.Names);
    }

    /// <summary>The rows of a file that may be larger than memory.</summary>
    /// <param name="path">The file. Its header is read at once; all of it where the names of categories are to be collected.</param>
    /// <param name="label">The column that becomes the target; null for none.</param>
    /// <param name="features">The columns of the inputs; null for all but the label.</param>
    /// <param name="header">Whether the first line names the columns. Otherwise they are called "0", "1", ….</param>
    /// <param name="delimiter">What separates fields.</param>
    /// <param name="columns">Columns that do not hold numbers but categories, by their names.</param>
    /// <param name="missing">What stands for missing features; null makes them an error.</param>
    /// <param name="dtype">The element type of the features, and of a label of numbers; a label of categories is int32.</param>
    /// <returns>Elements of X [features] and Y, a scalar.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is empty or a column is missing. Bad rows are an error of the loop, with the line.</exception>
    public static Dataset<Element> Stream(
        string path,
        string? label = null,
        IReadOnlyList<string>? features = null,
        bool header = true,
        char delimiter = ',',
        IReadOnlyDictionary<string, CsvColumn>? columns = null,
        double? missing = null,
        DType dtype = DType.Float32) =>
        new CsvSource(path, new CsvFormat(label, features, header, delimiter, columns ?? new Dictionary<string, CsvColumn>(), missing, dtype).Check());

    /// <summary>The cells of the label column.</summary>
    internal static CsvCells LabelCells(CsvLayout layout, CsvCells features) =>
        layout.Label?.Column.Names == null ? features : CsvCells.Of(DType.Int32);

    private static void Append(CsvRecords records, CsvField[] fields, CsvCells cells, ArrayBufferWriter<byte> target)
    {
        int size = cells.DType.Size();
        int length = size * fields.Length;
        Span<byte> row = target.GetSpan(length);
        for (int i = 0; i < fields.Length; i++)
        {
            records.Read(fields[i], cells, row.Slice(i * size, size));
        }

        target.Advance(length);
    }

    private static Tensor ToTensor(ReadOnlySpan<byte> bytes, Shape shape, DType dtype)
    {
        Backend backend = BackendProvider.Get(Device.Default);
        Tensor tensor = backend.Rent(shape, dtype);
        backend.Upload(bytes, tensor);
        return tensor;
    }
}
