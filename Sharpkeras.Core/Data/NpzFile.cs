using System.IO.Compression;

namespace Sharpkeras.Data;

/// <summary>
/// Reads NumPy's archives of named arrays (<c>.npz</c>: a ZIP of <c>.npy</c> members, stored or deflated). Pickled objects are refused.
/// </summary>
public static class NpzFile
{
    private const string Extension = ".npy";

    /// <summary>Deflate cannot shrink further than 1 : 1032; a member that claims more is no honest one.</summary>
    private const long MaxRatio = 1032;

    /// <summary>Reads all arrays of a file, by their names without <c>.npy</c>, in the order of the archive.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is no such archive, is damaged, or a member has another element type.</exception>
    public static IReadOnlyDictionary<string, HostArray> Read(string path)
    {
        using var stream = File.OpenRead(path);
        return Read(stream, $"'{path}'", _ => true);
    }

    /// <summary>Reads all arrays of a seekable stream, by their names without <c>.npy</c>, in the order of the archive.</summary>
    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    /// <exception cref="InvalidDataException">It is no such archive, is damaged, or a member has another element type.</exception>
    public static IReadOnlyDictionary<string, HostArray> Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanSeek)
        {
            throw new ArgumentException("npz — the stream cannot seek. Copy it into a MemoryStream first.", nameof(stream));
        }

        return Read(stream, "npz stream", _ => true);
    }

    /// <summary>Reads the arrays whose names are wanted.</summary>
    internal static IReadOnlyDictionary<string, HostArray> Read(Stream stream, string source, Func<string, bool> wanted)
    {
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            return ReadMembers(archive, source, wanted);
        }
        catch (Exception error) when (
            error is EndOfStreamException or ArgumentOutOfRangeException or NotSupportedException or OverflowException)
        {
            throw Damaged(source, error);
        }
        catch (InvalidDataException error) when (!error.Message.StartsWith(source, StringComparison.Ordinal))
        {
            throw Damaged(source, error);
        }
    }

    private static OrderedDictionary<string, HostArray> ReadMembers(ZipArchive archive, string source, Func<string, bool> wanted)
    {
        var arrays = new OrderedDictionary<string, HostArray>(StringComparer.Ordinal);
        foreach (var entry in archive.Entries)
        {
            string member = $"{source} member '{entry.FullName}'";
            if (!entry.FullName.EndsWith(Extension, StringComparison.Ordinal))
            {
                throw Npy.Invalid(member, "it is no .npy array", "Give an archive that np.savez or np.savez_compressed wrote");
            }

            string name = entry.FullName[..^Extension.Length];
            if (wanted(name) && !arrays.TryAdd(name, ReadMember(entry, member)))
            {
                throw Npy.Invalid(member, "the name occurs twice");
            }
        }

        return arrays;
    }

    private static HostArray ReadMember(ZipArchiveEntry entry, string member)
    {
        if (entry.Length > (MaxRatio * entry.CompressedLength) + 64)
        {
            string claim = $"it claims {entry.Length} bytes in {entry.CompressedLength} compressed ones";
            throw Npy.Invalid(member, claim, "Do not trust this file");
        }

        using var content = entry.Open();
        var array = Npy.Read(content, member, entry.Length);
        return content.ReadByte() < 0 ? array : throw Npy.Invalid(member, "it goes on behind its last element", "Do not trust this file");
    }

    private static InvalidDataException Damaged(string source, Exception error) =>
        new($"{source} — it is no .npz archive, or it is damaged or truncated: {error.Message} Get or write it again.", error);
}
