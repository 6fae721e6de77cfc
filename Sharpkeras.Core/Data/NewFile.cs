namespace Sharpkeras.Data;

/// <summary>
/// Files that appear whole or not at all: written under another name in the same folder, flushed to the disk unless the caller says otherwise,
/// then renamed. A reader sees either the earlier file or the complete new one.
/// </summary>
internal static class NewFile
{
    /// <summary>Replaces the file by what <paramref name="write"/> puts into the stream (seekable, readable and writable).</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes its content.</param>
    /// <param name="flush">Whether the content is on the disk before the file has its name, so that it lasts also when the machine crashes; takes some milliseconds.</param>
    /// <exception cref="IOException">The path is a folder, its folder is missing, or writing failed; an earlier file is unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static void Write(string path, Action<Stream> write, bool flush = true)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string target = Resolve(path);
        string folder = Path.GetDirectoryName(target)!;
        CheckPlace(path, target, folder);
        string temporary = Path.Combine(folder, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
        try
        {
            WriteTemporary(temporary, write, flush);
            CopyMode(target, temporary);
            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            Delete(temporary);
        }
    }

    /// <summary>The file that would be written to: a symbolic link stays and its target is replaced.</summary>
    private static string Resolve(string path)
    {
        string full = Path.GetFullPath(path);
        try
        {
            return new FileInfo(full).LinkTarget == null ? full : File.ResolveLinkTarget(full, returnFinalTarget: true)!.FullName;
        }
        catch (IOException error)
        {
            throw new IOException($"it is a link that leads nowhere: {error.Message} Give the path of a file.", error);
        }
    }

    private static void CheckPlace(string path, string target, string folder)
    {
        if (Directory.Exists(target) || Path.EndsInDirectorySeparator(path))
        {
            throw new IOException($"'{path}' is a folder. Give the path of a file in it.");
        }

        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"the folder '{folder}' of '{path}' does not exist. Create it, or give another path.");
        }
    }

    private static void WriteTemporary(string temporary, Action<Stream> write, bool flush)
    {
        using var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1 << 16);
        write(stream);

        // Without this a crash of the machine after the rename could leave an empty file under the final name.
        stream.Flush(flushToDisk: flush);
    }

    /// <summary>Keeps the permissions of the file that is replaced.</summary>
    private static void CopyMode(string target, string temporary)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(target))
        {
            File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
        }
    }

    /// <summary>Removes what a failure left; after success there is nothing under this name.</summary>
    private static void Delete(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The error that led here is the one worth reporting.
        }
    }
}
