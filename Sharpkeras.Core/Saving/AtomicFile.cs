using Sharpkeras.Diagnostics;

namespace Sharpkeras.Saving;

/// <summary>
/// Writes whole files so that a reader sees either the earlier file or the complete new one: into a temporary file in the same folder,
/// flushed to the disk, then renamed over the target.
/// </summary>
internal static class AtomicFile
{
    /// <summary>Replaces the file by what <paramref name="write"/> puts into the stream (seekable, readable and writable).</summary>
    /// <exception cref="ModelFileException">The path is a folder, or writing failed; the earlier file is unchanged.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string target = Resolve(path);
        string folder = Path.GetDirectoryName(target)!;
        CheckPlace(path, target, folder);
        string temporary = Path.Combine(folder, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
        try
        {
            WriteAndFlush(temporary, write);
            CopyMode(target, temporary);
            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception error) when (error is (IOException or UnauthorizedAccessException) and not ModelFileException)
        {
            throw new ModelFileException(
                $"save — '{path}' could not be written: {error.Message} An earlier file of this name is unchanged. " +
                "Give a path in a folder that can be written to and has free space.",
                error);
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
            throw new ModelFileException($"save — '{path}' is a link that leads nowhere: {error.Message} Give the path of a file.", error);
        }
    }

    private static void CheckPlace(string path, string target, string folder)
    {
        if (Directory.Exists(target) || Path.EndsInDirectorySeparator(path))
        {
            throw new ModelFileException($"save — '{path}' is a folder. Give the path of a file, such as 'model.h5' in it.");
        }

        if (!Directory.Exists(folder))
        {
            throw new ModelFileException($"save — the folder '{folder}' of '{path}' does not exist. Create it, or give another path.");
        }
    }

    private static void WriteAndFlush(string temporary, Action<Stream> write)
    {
        using var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1 << 16);
        write(stream);

        // Without this a crash of the machine after the rename could leave an empty file under the final name.
        stream.Flush(flushToDisk: true);
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
