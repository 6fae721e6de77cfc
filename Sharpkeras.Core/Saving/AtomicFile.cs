using Sharpkeras.Data;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Saving;

/// <summary>Writes files of models as <see cref="NewFile"/> does: whole or not at all; what goes wrong is a <see cref="ModelFileException"/>.</summary>
internal static class AtomicFile
{
    /// <summary>Replaces the file by what <paramref name="write"/> puts into the stream (seekable, readable and writable).</summary>
    /// <exception cref="ModelFileException">The path is a folder, or writing failed; the earlier file is unchanged.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        try
        {
            NewFile.Write(path, write);
        }
        catch (Exception error) when (error is (IOException or UnauthorizedAccessException) and not ModelFileException)
        {
            throw new ModelFileException(
                $"save — '{path}' could not be written: {error.Message} An earlier file of this name is unchanged. " +
                "Give a path in a folder that can be written to and has free space.",
                error);
        }
    }
}
