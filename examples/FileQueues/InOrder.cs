using Sharpkeras.Data;

namespace Sharpkeras.Examples.FileQueues;

/// <summary>File names in order, five times, read by one reader or by several; a record at a time.</summary>
internal static class InOrder
{
    public static void Run(Checks checks, string pattern)
    {
        Dataset<string> names = Dataset.FromFiles(pattern);
        Console.WriteLine($"  The queue of names: {string.Join(", ", names.AsEnumerable().Select(Path.GetFileName))}");

        Dataset<string> one = names.Repeat(Epochs.Count).Interleave(TextFile.Stream, cycleLength: 1);
        string[] read = [.. one.AsEnumerable()];
        Epochs.Print(read, 9);
        checks.That(Epochs.IsComplete(read), "one reader delivers every record exactly five times");
        checks.That(read.SequenceEqual(Enumerable.Repeat(Epochs.Records, Epochs.Count).SelectMany(epoch => epoch)), "file by file, as they stand there");

        Dataset<string> several = names.Interleave(TextFile.Stream, cycleLength: 3).Repeat(Epochs.Count);
        read = [.. several.AsEnumerable()];
        Epochs.Print(read.Take(9), 9);
        string[] inTurn = [.. Enumerable.Range(0, 9).Select(i => Epochs.Records[(i % 3 * 3) + (i / 3)])];
        checks.That(Epochs.IsComplete(read), "three readers deliver every record exactly five times");
        checks.That(read.Chunk(9).All(epoch => epoch.SequenceEqual(inTurn)), "a record of each file in turn, in every epoch");
    }
}
