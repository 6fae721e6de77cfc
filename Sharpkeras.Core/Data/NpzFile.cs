using System.IO.Compression;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Data;

/// <summary>
/// NumPy's archives of named arrays (<c>.npz</c>: a ZIP of <c>.npy</c> members, stored or deflated). Pickled objects are refused.
/// </summary>
public static class NpzFile
{
    private const string Extension = ".npy";

    /// <summary>Deflate cannot shrink further than 1 : 1032; a member that claims more is no honest one.</summary>
    private const long MaxRatio = 1032;

    /// <summary>Rows may be as short as a label; the archive's streams take long for each read.</summary>
    private const int MemberBuffer = 1 << 16;

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

    /// <summary>The elements along the first axis of arrays that may be larger than memory.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="inputs">The name of the array with the inputs, in row-major order, without <c>.npy</c>.</param>
    /// <param name="targets">The name of the array with the targets; null for none.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">A member is missing, is no array with rows, or they have different numbers of rows.</exception>
    public static Dataset<Element> Stream(string path, string inputs, string? targets = null) => Npy.Elements(
        NpyRows.OfMember(path, inputs), targets == null ? null : NpyRows.OfMember(path, targets), $"'{path}' members '{inputs}' and '{targets}'");

    /// <summary>Writes arrays into an archive that NumPy opens. It has its name only when it is whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="arrays">The arrays by their names, without <c>.npy</c>.</param>
    /// <param name="compressed">Whether they are deflated, as <c>np.savez_compressed</c> does.</param>
    /// <exception cref="ArgumentException">A name is empty or leads out of the archive.</exception>
    /// <exception cref="IOException">Writing failed; an earlier file is unchanged.</exception>
    public static void Write(string path, IEnumerable<KeyValuePair<string, HostArray>> arrays, bool compressed = false)
    {
        KeyValuePair<string, HostArray>[] all = [.. arrays];
        foreach (string name in all.Select(pair => pair.Key))
        {
            if (!IsPlainName(name))
            {
                throw new ArgumentException($"npz — a name is parts joined by '/', none of them empty or '..'. Received '{name}'.", nameof(arrays));
            }
        }

        NewFile.Write(path, stream =>
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            foreach (var (name, array) in all)
            {
                ZipArchiveEntry entry = archive.CreateEntry(name + Extension, compressed ? CompressionLevel.Optimal : CompressionLevel.NoCompression);
                using Stream content = entry.Open();
                NpyWriter.Write(content, array, fortranOrder: false);
            }
        });
    }

    /// <summary>A member as a stream that closes the file when it is disposed of, and its length.</summary>
    internal static (Stream Stream, long Length) OpenMember(string path, string name)
    {
        FileStream file = File.OpenRead(path);
        try
        {
            return Guarded($"'{path}'", () =>
            {
                var archive = new ZipArchive(file, ZipArchiveMode.Read);
                ZipArchiveEntry entry = archive.GetEntry(name + Extension)
                    ?? throw new InvalidDataException(
                        $"'{path}' — there is no such array. {Nearest.Describe(name, archive.Entries.Select(e => Path.ChangeExtension(e.FullName, null)))}");
                return ((Stream)new BufferedStream(new MemberStream(entry.Open(), archive), MemberBuffer), entry.Length);
            });
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads the arrays whose names are wanted.</summary>
    internal static IReadOnlyDictionary<string, HostArray> Read(Stream stream, string source, Func<string, bool> wanted)
    {
        return Guarded(source, () =>
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            return ReadMembers(archive, source, wanted);
        });
    }

    /// <summary>What the archive's reader throws for damaged archives becomes an error that names the file.</summary>
    private static T Guarded<T>(string source, Func<T> read)
    {
        try
        {
            return read();
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
            if (!IsPlainName(name))
            {
                throw Npy.Invalid(member, "the name leads out of the archive", "Do not trust this file");
            }

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

    /// <summary>Names may have parts, as scopes have, but be no paths to elsewhere.</summary>
    private static bool IsPlainName(string name) =>
        !name.AsSpan().ContainsAny('\\', ':', '\0') && !name.Split('/').Any(part => part is "" or "." or "..");

    private static InvalidDataException Damaged(string source, Exception error) =>
        new($"{source} — it is no .npz archive, or it is damaged or truncated: {error.Message} Get or write it again.", error);
}
