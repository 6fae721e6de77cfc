using Sharpkeras.Data;

namespace Sharpkeras.Examples.FileQueues;

/// <summary>A pass ends where its data end, or where its loop does; it can go on later.</summary>
internal static class Ends
{
    public static void Run(Checks checks, string pattern)
    {
        Dataset<string> records = Dataset.FromFiles(pattern, shuffle: true, seed: 1)
            .Interleave(TextFile.Stream, cycleLength: 3)
            .Shuffle(bufferSize: 9, seed: 2)
            .Repeat(Epochs.Count)
            .Prefetch(4);
        using DatasetReader<string> reader = records.Read();
        var all = new List<string>();
        DatasetPosition middle = default;
        while (reader.MoveNext())
        {
            all.Add(reader.Current);
            middle = all.Count == 20 ? reader.Position : middle;
        }

        checks.That(all.Count == 45 && !reader.MoveNext() && !reader.MoveNext(), "behind the 45th record comes the end, and stays");

        using DatasetReader<string> later = records.Read(middle);
        var rest = new List<string>();
        while (later.MoveNext())
        {
            rest.Add(later.Current);
        }

        checks.That(rest.SequenceEqual(all[20..]), $"a reader that begins behind the {middle.Element}th delivers the other {rest.Count}");
        Left(checks, records, pattern);
    }

    /// <summary>Leaving a loop stops its threads: nobody keeps a file open, so that it can be had alone.</summary>
    private static void Left(Checks checks, Dataset<string> records, string pattern)
    {
        foreach (string record in records)
        {
            Console.WriteLine($"  {record} is enough.");
            break;
        }

        foreach (string path in Dataset.FromFiles(pattern).AsEnumerable())
        {
            using FileStream alone = File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            checks.That(alone.CanWrite, $"{Path.GetFileName(path)} is closed after a loop that was left");
        }

        string missing = Path.Combine(Path.GetDirectoryName(pattern)!, "D*.csv");
        checks.Refused<FileNotFoundException>("a pattern without files", () => Dataset.FromFiles(missing));
    }
}
