using System.IO.Compression;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Saving;

/// <summary>Entries of a ZIP file, read whole and checked: nothing that it says of their sizes is believed.</summary>
internal static class ZipEntries
{
    private const long Large = 1L << 32;
    private const int MostExpansion = 100;

    /// <summary>The content of an entry, in a stream that can be seeked in.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="name">The entry's name.</param>
    /// <param name="path">What messages call the archive.</param>
    /// <param name="most">The bytes that such an entry can have.</param>
    /// <exception cref="ModelFileException">There is none or more than one, it is too large, or its bytes are not those that were stored.</exception>
    public static Stream Open(ZipArchive archive, string name, string path, long most)
    {
        ZipArchiveEntry[] entries = [.. archive.Entries.Where(entry => entry.FullName == name)];
        if (entries.Length != 1)
        {
            string names = string.Join(", ", archive.Entries.Take(20).Select(entry => entry.FullName));
            throw new ModelFileException(entries.Length == 0
                ? $"load — '{path}' is a ZIP file without {name}, so it is no model of Keras. It has: {names}."
                : $"load — '{path}' has {name} more than once: it was not written by Keras. Save the model again.");
        }

        CheckSize(entries[0], path, most);
        Stream content = Seekable.For(entries[0].Length);
        try
        {
            Copy(entries[0], content, path);
        }
        catch
        {
            content.Dispose();
            throw;
        }

        content.Position = 0;
        return content;
    }

    public static ModelFileException Damaged(string path, string what, Exception? cause = null) =>
        new($"load — '{path}' is damaged or truncated: {what} Copy it again from where it was saved, or save it again.", cause);

    private static void CheckSize(ZipArchiveEntry entry, string path, long most)
    {
        if (entry.IsEncrypted)
        {
            throw new ModelFileException($"load — {entry.FullName} in '{path}' is encrypted. Keras's archives are not; save the model again.");
        }

        if (entry.Length > most || (entry.Length > Large && entry.Length / MostExpansion > entry.CompressedLength))
        {
            throw new ModelFileException(
                $"load — {entry.FullName} in '{path}' would have {Text.Of(entry.Length)} bytes, of {Text.Of(entry.CompressedLength)} stored: no model of Keras is like that. Save the model again.");
        }
    }

    private static void Copy(ZipArchiveEntry entry, Stream target, string path)
    {
        using Stream source = entry.Open();
        byte[] buffer = new byte[1 << 16];
        var sum = new Crc32();
        long total = 0;
        for (int read; (read = source.Read(buffer)) > 0;)
        {
            total += read;
            if (total > entry.Length)
            {
                throw Damaged(path, $"{entry.FullName} is longer than the archive says.");
            }

            sum.Add(buffer.AsSpan(0, read));
            target.Write(buffer, 0, read);
        }

        if (total != entry.Length || sum.Value != entry.Crc32)
        {
            throw Damaged(path, $"the bytes of {entry.FullName} are not those that were stored.");
        }
    }
}
