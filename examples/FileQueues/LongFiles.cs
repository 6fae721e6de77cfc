using Sharpkeras.Data;

namespace Sharpkeras.Examples.FileQueues;

/// <summary>
/// The same with files for which the time can be measured: each record that is read is written out. Lines of a few bytes are read faster than they are
/// handed over from thread to thread, so that a hundred in one piece are waited for less than one at a time.
/// </summary>
internal static class LongFiles
{
    public const int Lines = 30_000;

    public static void Run(Checks checks, string pattern, string folder)
    {
        (string What, int Readers, int Piece)[] ways =
            [("one reader, a record at a time", 1, 1), ("three readers, a record at a time", 3, 1), ("three readers, a hundred records at a time", 3, 100)];
        foreach (var (what, readers, piece) in ways)
        {
            Console.WriteLine($"  {3 * Lines} records, {Epochs.Count} epochs, {what}:");
            var time = new TimeSpent();
            string path = Path.Combine(folder, "out.csv");
            int count = time.Run(() => WriteOut(time.Waiting(Records(pattern, readers, piece, time)), path));
            time.Print(checks, "writing");
            checks.That(count == Epochs.Count * 3 * Lines && IsComplete(path), $"the {count} records of the file that was written are those that were read, five times each");
        }
    }

    private static Dataset<string[]> Records(string pattern, int readers, int piece, TimeSpent time) =>
        Dataset.FromFiles(pattern, shuffle: true, seed: 1)
            .Interleave(path => time.Reading(Pieces(path, piece)), cycleLength: readers)
            .Shuffle(bufferSize: 1000, seed: 2)
            .Repeat(Epochs.Count)
            .Prefetch(1000);

    private static Dataset<string[]> Pieces(string path, int size) =>
        Dataset.FromGenerator(() => TextFile.Stream(path).AsEnumerable().Chunk(size));

    private static int WriteOut(Dataset<string[]> pieces, string path)
    {
        using var file = new StreamWriter(path);
        int count = 0;
        foreach (string[] records in pieces)
        {
            foreach (string record in records)
            {
                file.WriteLine(record);
            }

            count += records.Length;
        }

        return count;
    }

    private static bool IsComplete(string path)
    {
        var counts = QueueFiles.Records(Lines).ToDictionary(record => record, _ => 0);
        foreach (string line in TextFile.Stream(path))
        {
            if (!counts.TryGetValue(line, out int count))
            {
                return false;
            }

            counts[line] = count + 1;
        }

        return counts.Values.All(count => count == Epochs.Count);
    }
}
