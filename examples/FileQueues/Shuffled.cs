using Sharpkeras.Data;

namespace Sharpkeras.Examples.FileQueues;

/// <summary>File names in a new order in each epoch, and records mixed in memory.</summary>
internal static class Shuffled
{
    public static void Run(Checks checks, string pattern)
    {
        Dataset<string> names = Dataset.FromFiles(pattern, shuffle: true, seed: 1).Repeat(Epochs.Count);
        string[] files = [.. names.AsEnumerable().Select(path => Path.GetFileName(path))];
        Epochs.Print(files, 3);
        checks.That(Epochs.AreWhole(files, 3) && Epochs.Orders(files, 3) > 1, $"each epoch has the three names, in {Epochs.Orders(files, 3)} different orders");

        string[] one = [.. Records(pattern, seed: 1, readers: 1).AsEnumerable()];
        Epochs.Print(one, 9);
        checks.That(Epochs.IsComplete(one) && Epochs.AreWhole(one, 9), "one reader delivers every record exactly five times, once in each epoch");
        checks.That(Epochs.Orders(one, 9) == Epochs.Count, "no epoch has the order of another");

        string[] three = [.. Records(pattern, seed: 1, readers: 3).AsEnumerable()];
        checks.That(Epochs.IsComplete(three) && Epochs.AreWhole(three, 9) && Epochs.Orders(three, 9) == Epochs.Count, "so do three readers");
        foreach (int workers in (int[])[1, 2, 8])
        {
            bool same = Records(pattern, seed: 1, readers: 3, workers).AsEnumerable().SequenceEqual(three);
            checks.That(same, $"the order is the same with {workers} {(workers == 1 ? "thread" : "threads")}");
        }

        checks.That(!Records(pattern, seed: 7, readers: 3).AsEnumerable().SequenceEqual(three), "and another with another seed");
    }

    /// <summary>Five epochs: names anew in each, then the records of the files that are open, then a place for nine in which they are mixed.</summary>
    private static Dataset<string> Records(string pattern, int seed, int readers, int workers = 0) =>
        Dataset.FromFiles(pattern, shuffle: true, seed)
            .Interleave(TextFile.Stream, cycleLength: readers, workers: workers)
            .Map(line => line.Trim(), workers)
            .Shuffle(bufferSize: 9, seed)
            .Repeat(Epochs.Count)
            .Prefetch(4);
}
