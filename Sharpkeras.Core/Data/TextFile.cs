namespace Sharpkeras.Data;

/// <summary>Text files, UTF-8 (or what a byte order mark says), plain or compressed by gzip.</summary>
public static class TextFile
{
    /// <summary>The lines of a file, without their ends.</summary>
    /// <param name="path">The file; it is opened when a loop begins.</param>
    /// <returns>A dataset of the lines. A file that is no text is an <see cref="InvalidDataException"/> with the line.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static Dataset<string> Stream(string path)
    {
        DataFile.CheckExists(path);
        return Dataset.FromGenerator(() => Lines(path));
    }

    private static IEnumerable<string> Lines(string path)
    {
        using var reader = new LineReader(path);
        while (reader.Next() is { } line)
        {
            yield return line;
        }
    }
}
