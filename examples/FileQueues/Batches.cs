using Sharpkeras.Data;

namespace Sharpkeras.Examples.FileQueues;

/// <summary>Records in batches, as a model wants them: names become numbers. They are written out by their names, and read again.</summary>
internal static class Batches
{
    private static readonly string[] Names = [.. Epochs.Records.Select(record => record.Split(',')[0])];

    private static readonly string[] Labels = [.. Epochs.Records.Select(record => record.Split(',')[1])];

    public static void Run(Checks checks, string pattern, string path)
    {
        Dataset<Element> records = Dataset.FromFiles(pattern, shuffle: true, seed: 1)
            .Interleave(Read, cycleLength: 3)
            .Shuffle(bufferSize: 9, seed: 2)
            .Repeat(Epochs.Count);
        Element[] batches = [.. records.Batch(4).Prefetch(2).AsEnumerable()];
        string[] lines = [.. batches.SelectMany(Text)];
        Console.WriteLine($"    {string.Join("  ", lines.Take(4))}  …");
        checks.That(batches.Length == 12 && batches[..^1].All(batch => batch.Y[0].Shape.Equals([4])), "five epochs of nine records are eleven batches of four,");
        checks.That(batches[^1].X[0].Shape.Equals([1, 1]) && batches[^1].Y[0].Shape.Equals([1]), "and one of the record that is left over");
        checks.That(records.Batch(4, dropRemainder: true).AsEnumerable().Count() == 11, "which can be left out");
        checks.That(Epochs.IsComplete(lines) && Epochs.AreWhole(lines, 9), "every record is in them five times, once for each epoch");

        File.WriteAllLines(path, lines);
        Element[] again = [.. Read(path).AsEnumerable()];
        checks.That(again.SelectMany(Text).SequenceEqual(lines), $"the file that was written has {again.Length} records: those that were read, in their order");
    }

    /// <summary>The first column is the input, the second the label.</summary>
    private static Dataset<Element> Read(string path) => CsvFile.Stream(
        path,
        label: "1",
        header: false,
        columns: new Dictionary<string, CsvColumn> { ["0"] = CsvColumn.Category(Names), ["1"] = CsvColumn.Category(Labels) });

    /// <summary>An element, or each of a batch, as it stands in a file.</summary>
    private static IEnumerable<string> Text(Element element)
    {
        float[] names = element.X[0].Span<float>().ToArray();
        return element.Y[0].Span<int>().ToArray().Select((label, i) => $"{Names[(int)names[i]]},{Labels[label]}");
    }
}
