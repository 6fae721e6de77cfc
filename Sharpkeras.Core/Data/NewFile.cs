using Sharpkeras.Diagnostics;

namespace Sharpkeras.Data;

/// <summary>Files of data that appear under their names when they are whole: written under another name in the same folder, then renamed.</summary>
internal static class NewFile
{
    /// <summary>Replaces the file by what <paramref name="write"/> puts into the stream, which can seek.</summary>
    /// <exception cref="IOException">Writing failed; an earlier file is unchanged.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string target = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(target) ?? "";
        if (Directory.Exists(target) || !Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"'{path}' — it is a folder, or its folder does not exist. Give the path of a file in a folder that exists.");
        }

        string temporary = Path.Combine(folder, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
