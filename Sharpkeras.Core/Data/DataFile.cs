namespace Sharpkeras.Data;

/// <summary>Opens files of data for reading from the beginning to the end.</summary>
internal static class DataFile
{
    private const int BufferSize = 1 << 16;

    /// <summary>Opens a file; one that gzip compressed is read as what it holds.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static Stream Open(string path)
    {
        CheckExists(path);
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan);
        bool compressed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return compressed ? new GzipReader(file) : file;
    }

    /// <summary>Refuses a path without a file, before anything else is begun.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static void CheckExists(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
        {
            throw new FileNotFoundException($"'{path}' — it is a folder. Give the path of a file.", path);
        }

        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"'{path}' — there is no such file, seen from '{Environment.CurrentDirectory}'. Give the path of a file.", path);
        }
    }
}
