using Sharpkeras.Diagnostics;

namespace Sharpkeras.Data;

/// <summary>Which fields of a record are features and label, found in the header of a file.</summary>
internal sealed class CsvLayout
{
    private CsvLayout(string[] names, CsvFormat format, string path)
    {
        Names = names;
        Path = path;
        foreach (string name in format.Columns.Keys)
        {
            Find(name);
        }

        Label = format.Label is { } label ? Of(label, format) : null;
        Features = format.Features is { } chosen
            ? [.. chosen.Select(name => Of(name, format))]
            : [.. names.Where(name => name != format.Label).Select(name => Of(name, format))];
        if (Features.Length == 0)
        {
            throw new InvalidDataException($"'{path}' — beside the label column there is no other. Name another label, or the features.");
        }
    }

    /// <summary>All columns' names.</summary>
    public string[] Names { get; }

    public CsvField[] Features { get; }

    public CsvField? Label { get; }

    private string Path { get; }

    public static CsvLayout Of(string[] names, CsvFormat format, string path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in names)
        {
            if (!seen.Add(name))
            {
                throw new InvalidDataException($"'{path}' line 1 — the column '{name}' occurs twice. Give the columns different names.");
            }
        }

        return new CsvLayout(names, format, path);
    }

    /// <summary>The same file with the names of all categories known.</summary>
    public static CsvLayout Closed(string path, CsvFormat format)
    {
        using var records = new CsvRecords(path, format);
        CsvField[] open = [.. records.Layout.All().Where(field => field.Column.IsOpen)];
        if (open.Length == 0)
        {
            return records.Layout;
        }

        var found = open.Select(_ => new SortedSet<string>(StringComparer.Ordinal)).ToArray();
        while (records.Next())
        {
            for (int i = 0; i < open.Length; i++)
            {
                if (!CsvFormat.IsMissing(records.Field(open[i])))
                {
                    found[i].Add(records.TextOf(open[i]));
                }
            }
        }

        var columns = new Dictionary<string, CsvColumn>(format.Columns);
        for (int i = 0; i < open.Length; i++)
        {
            columns[open[i].Name] = CsvColumn.Category([.. found[i]]);
        }

        return Of(records.Layout.Names, format with { Columns = columns }, path);
    }

    private IEnumerable<CsvField> All() => Label is { } label ? Features.Append(label) : Features;

    private CsvField Of(string name, CsvFormat format) => new(name, Find(name), format.Columns.GetValueOrDefault(name, CsvColumn.Number));

    private int Find(string name)
    {
        int index = Array.IndexOf(Names, name);
        return index >= 0
            ? index
            : throw new InvalidDataException($"'{Path}' line 1 — there is no column of this name. {Nearest.Describe(name, Names)}");
    }
}
