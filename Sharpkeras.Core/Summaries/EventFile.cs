using Sharpkeras.Diagnostics;

namespace Sharpkeras.Summaries;

/// <summary>Reads the files that TensorBoard reads: those of <see cref="SummaryWriter"/>, TensorFlow and PyTorch.</summary>
public static class EventFile
{
    /// <summary>
    /// All records of an event file, or of all event files of a run's folder one after the other in the order of their names. A file may be
    /// written to at the same time. Where it ends within a record, because its writer was killed or is at work, the records before it are
    /// given, and a warning tells the place.
    /// </summary>
    /// <param name="path">A file, or the folder of a run such as <c>logs/train</c>.</param>
    /// <param name="strict">Whether a file that ends within a record is an error.</param>
    /// <exception cref="EventFileException">There is no such file, it cannot be read, it is no event file, or it is damaged.</exception>
    /// <example><code>
    /// var losses = EventFile.Read("logs/train").SelectMany(record =&gt; record.Values).Where(value =&gt; value.Tag == "epoch_loss");
    /// </code></example>
    public static IReadOnlyList<SummaryEvent> Read(string path, bool strict = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            string[] files = Directory.Exists(path) ? Files(path) : [path];
            return [.. files.SelectMany(file => ReadFile(file, strict))];
        }
        catch (Exception error) when (error is (IOException or UnauthorizedAccessException) and not EventFileException)
        {
            throw new EventFileException($"event file — '{path}' cannot be read: {error.Message} Give the path of an event file, or of a run's folder.", error);
        }
    }

    /// <summary>All records of a stream.</summary>
    internal static IReadOnlyList<SummaryEvent> Read(Stream stream, string name, bool strict)
    {
        var records = new RecordReader(stream, name);
        var parser = new EventParser();
        var events = new List<SummaryEvent>();
        while (records.Next() is { } payload)
        {
            SummaryEvent record = Parse(parser, records, payload);
            if (events.Count == 0 && record.FileVersion != EventKinds.FileVersion)
            {
                throw records.Wrong(records.Offset, $"expected a first record that says '{EventKinds.FileVersion}', found {Found(record)}");
            }

            events.Add(record);
        }

        if (records.Incomplete is { } incomplete)
        {
            if (strict)
            {
                throw new EventFileException(incomplete + " Its writer was killed, or is at work; read it with strict: false to have the records before.");
            }

            Log.Warn(incomplete + " The records before it were read.");
        }

        return events;
    }

    private static string[] Files(string folder)
    {
        string[] files = [.. Directory.GetFiles(folder).Where(file => Path.GetFileName(file).Contains("tfevents", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        return files.Length > 0
            ? files
            : throw new EventFileException($"event file — the folder '{folder}' has no event files: expected names with 'tfevents', found none. Give the folder of a run, such as 'logs/train'.");
    }

    private static IReadOnlyList<SummaryEvent> ReadFile(string path, bool strict)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Read(stream, path, strict);
    }

    private static SummaryEvent Parse(EventParser parser, RecordReader records, byte[] payload)
    {
        try
        {
            return parser.Parse(payload);
        }
        catch (FormatException error)
        {
            throw records.Wrong(records.Offset, $"expected an event, found that it is malformed at its {error.Message}");
        }
    }

    private static string Found(SummaryEvent record) => record.FileVersion == null ? "none" : $"'{record.FileVersion}'";
}
