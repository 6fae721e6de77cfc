using System.Security.Cryptography;
using System.Text;
using Sharpkeras.Diagnostics;
using Sharpkeras.Saving;
using Sharpkeras.Saving.Hdf5;

namespace Sharpkeras.Checkpoints;

/// <summary>
/// The file of a checkpoint: HDF5 with an array for each entry of the state, and a digest of all of them, since HDF5 does not notice a wrong
/// bit in an array. It is written whole or not at all.
/// </summary>
internal static class CheckpointFile
{
    private const string Format = "sharpkeras checkpoint";
    private const int Version = 1;

    /// <summary>Writes a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="state">What it holds.</param>
    /// <param name="through">Wraps the stream to the disk; null for nothing.</param>
    /// <exception cref="ModelFileException">The path cannot be written; an earlier file is still whole.</exception>
    public static void Write(string path, StateDictionary state, Func<Stream, Stream>? through = null)
    {
        var root = new H5Group();
        root.Attributes["format"] = H5Attribute.Of(Format);
        root.Attributes["version"] = H5Attribute.Of(Version);
        root.Attributes["digest"] = H5Attribute.Of(Digest(state));
        foreach (string name in state.Names)
        {
            root.Add(name, state.GetArray(name));
        }

        AtomicFile.Write(path, stream => H5Writer.Write(through?.Invoke(stream) ?? stream, root));
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="ModelFileException">There is none, it is damaged, or it is no checkpoint.</exception>
    public static StateDictionary Read(string path)
    {
        using H5Reader file = H5Reader.Open(path);
        if (file.Text("", "format") != Format)
        {
            throw new ModelFileException(
                $"checkpoint — '{path}' is no checkpoint. Its root has: {string.Join(", ", file.Children(""))}. Open models with Model.Load and weights with LoadWeights.");
        }

        if (file.Attribute("", "version")?.Numbers is not { DType: DType.Int32, Shape.Rank: 0 } version || version.Span<int>()[0] != Version)
        {
            throw new ModelFileException($"checkpoint — '{path}' is of another version than {Text.Of(Version)}. Read it with the library that wrote it.");
        }

        var state = new StateDictionary();
        Fill(state, "", file.ReadTree());
        return file.Text("", "digest") == Digest(state)
            ? state
            : throw new ModelFileException($"checkpoint — '{path}' is damaged: its digest is that of other content. Take an earlier checkpoint.");
    }

    private static void Fill(StateDictionary state, string path, H5Group group)
    {
        foreach (var (name, child) in group.Children)
        {
            if (child is H5Group inner)
            {
                Fill(state, $"{path}{name}/", inner);
            }
            else
            {
                state.Set(path + name, ((H5Array)child).Value);
            }
        }
    }

    /// <summary>SHA-256 of names, types, shapes and bytes.</summary>
    private static string Digest(StateDictionary state)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string name in state.Names)
        {
            HostArray array = state.GetArray(name);
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\0{array.DType.KerasName()}\0{array.Shape}\0"));
            hash.AppendData(array.Bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
