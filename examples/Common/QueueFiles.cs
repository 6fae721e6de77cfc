namespace Sharpkeras.Examples;

/// <summary>The files of the tutorial's chapter on reading: A.csv has the records Alpha1,A1 and Alpha2,A2 and so on, B.csv Bee1,B1, C.csv Sea1,C1.</summary>
internal static class QueueFiles
{
    private static readonly (string File, string Word)[] Words = [("A", "Alpha"), ("B", "Bee"), ("C", "Sea")];

    /// <summary>Writes the files into a folder. Returns the pattern that finds them.</summary>
    public static string Write(string folder, int lines = 3)
    {
        Directory.CreateDirectory(folder);
        foreach (var (file, _) in Words)
        {
            File.WriteAllLines(Path.Combine(folder, $"{file}.csv"), Records(file, lines));
        }

        return Path.Combine(folder, "?.csv");
    }

    /// <summary>The records of all files one after the other.</summary>
    public static string[] Records(int lines = 3) => [.. Words.SelectMany(word => Records(word.File, lines))];

    private static IEnumerable<string> Records(string file, int lines)
    {
        string word = Words.First(pair => pair.File == file).Word;
        return Enumerable.Range(1, lines).Select(line => $"{word}{line},{file}{line}");
    }
}
