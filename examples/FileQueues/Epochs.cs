namespace Sharpkeras.Examples.FileQueues;

/// <summary>What all of these programs claim of five epochs of three files with three records each.</summary>
internal static class Epochs
{
    public const int Count = 5;

    public static string[] Records { get; } = QueueFiles.Records();

    /// <summary>Whether every record came exactly five times.</summary>
    public static bool IsComplete(IReadOnlyCollection<string> read) =>
        read.Count == Count * Records.Length && read.CountBy(record => record).All(pair => pair.Value == Count && Records.Contains(pair.Key));

    /// <summary>Whether each epoch has all of its elements, none of another.</summary>
    public static bool AreWhole(IEnumerable<string> read, int size) => read.Chunk(size).All(epoch => epoch.Distinct().Count() == size);

    /// <summary>Prints the epochs, a line each.</summary>
    public static void Print(IEnumerable<string> read, int size)
    {
        foreach (string[] epoch in read.Chunk(size))
        {
            Console.WriteLine($"    {string.Join("  ", epoch)}");
        }
    }

    /// <summary>How many different orders the epochs have.</summary>
    public static int Orders(IEnumerable<string> read, int size) => read.Chunk(size).Select(epoch => string.Join(' ', epoch)).Distinct().Count();
}
