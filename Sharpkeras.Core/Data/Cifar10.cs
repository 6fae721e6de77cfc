using System.Formats.Tar;
using System.Security.Cryptography;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Data;

/// <summary>CIFAR-10 (Krizhevsky): 50,000 colour pictures for training and 10,000 for tests, in ten classes. Its binary form is read, never a pickle.</summary>
public static class Cifar10
{
    private const string Function = "Cifar10.Load";

    private const string ArchiveName = "cifar-10-binary.tar.gz";

    private const string Folder = "cifar-10-batches-bin";

    /// <summary>The digest that the data set's own page tells of the archive.</summary>
    private const string Md5 = "c32a1d4ab5d03f1284b67883e8d87530";

    private const int Side = 32;

    private const int Plane = Side * Side;

    private const int Rows = 10_000;

    private static readonly string[] Names = [.. Enumerable.Range(1, 5).Select(i => $"data_batch_{i}.bin"), "test_batch.bin"];

    private static readonly DatasetFile Archive = new(Function, ArchiveName, new Uri("https://www.cs.toronto.edu/~kriz/" + ArchiveName), sizeLimit: 200 << 20);

    /// <summary>The names of the classes, in the order of their numbers.</summary>
    public static IReadOnlyList<string> ClassNames { get; } =
        ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <summary>
    /// Loads the pictures: from <paramref name="path"/>, or from where data sets lie (see <see cref="Mnist.Load(string?)"/>), or else from the network,
    /// verified by its digest.
    /// </summary>
    /// <param name="path"><c>cifar-10-binary.tar.gz</c>, or the folder <c>cifar-10-batches-bin</c> of it; null searches.</param>
    /// <returns>For each part images uint8 [samples, 32, 32, 3] and labels uint8 [samples, 1], as Keras has them.</returns>
    /// <exception cref="FileNotFoundException">Nothing was found and the download failed; the message names what was tried.</exception>
    /// <exception cref="InvalidDataException">The data are not CIFAR-10.</exception>
    public static (LabelledImages Train, LabelledImages Test) Load(string? path = null)
    {
        byte[][] batches = Read(path, DatasetPlaces.Default());
        return (Images(batches[..5]), Images(batches[5..]));
    }

    /// <summary>The content of the six files.</summary>
    internal static byte[][] Read(string? path, DatasetPlaces places)
    {
        if (path == null)
        {
            return Archive.Load(places, Find, ReadVerified).Value;
        }

        return Directory.Exists(path) || File.Exists(path)
            ? ReadAny(Directory.Exists(path) ? Find(path) ?? path : path)
            : throw new FileNotFoundException($"{Function} — there is nothing at '{path}'. Give the path of {ArchiveName}, or of the folder {Folder}.", path);
    }

    /// <summary>The pictures of some files.</summary>
    internal static LabelledImages Images(byte[][] batches)
    {
        int count = batches.Sum(batch => batch.Length / (1 + (3 * Plane)));
        byte[] pixels = new byte[count * 3 * Plane];
        byte[] labels = new byte[count];
        int next = 0;
        foreach (byte[] batch in batches)
        {
            for (int at = 0; at < batch.Length; at += 1 + (3 * Plane), next++)
            {
                labels[next] = batch[at];
                for (int i = 0; i < 3 * Plane; i++)
                {
                    // The file has a plane of each colour, the array the colours of each pixel.
                    pixels[(next * 3 * Plane) + (i % Plane * 3) + (i / Plane)] = batch[at + 1 + i];
                }
            }
        }

        return new LabelledImages(Tensor.FromSpan<byte>(pixels, [count, Side, Side, 3]), Tensor.FromSpan<byte>(labels, [count, 1]));
    }

    private static string? Find(string folder) =>
        Directory.Exists(Path.Combine(folder, Folder)) ? Path.Combine(folder, Folder) : Archive.Find(folder);

    private static byte[][] ReadVerified(string path)
    {
        if (!Directory.Exists(path))
        {
            using FileStream stream = File.OpenRead(path);
            string digest = Convert.ToHexStringLower(MD5.HashData(stream));
            if (digest != Md5)
            {
                throw new InvalidDataException($"{Function} — '{path}' has the MD5 digest {digest} instead of {Md5}: it is damaged or not CIFAR-10. Delete it to have it downloaded again.");
            }
        }

        return ReadAny(path);
    }

    private static byte[][] ReadAny(string path)
    {
        byte[]?[] batches = Directory.Exists(path)
            ? [.. Names.Select(name => File.Exists(Path.Combine(path, name)) ? File.ReadAllBytes(Path.Combine(path, name)) : null)]
            : ReadArchive(path);
        for (int i = 0; i < batches.Length; i++)
        {
            Check(batches[i], Names[i], path);
        }

        return batches!;
    }

    private static byte[]?[] ReadArchive(string path)
    {
        var batches = new byte[]?[Names.Length];
        try
        {
            using var tar = new TarReader(DataFile.Open(path));
            while (tar.GetNextEntry() is { } entry)
            {
                int index = Array.IndexOf(Names, Path.GetFileName(entry.Name));
                if (index >= 0 && entry is { DataStream: { } content, Length: Rows * (1 + (3 * Plane)) })
                {
                    batches[index] = Npy.ReadExactly(content, (int)entry.Length, $"'{path}' member '{entry.Name}'", known: true);
                }
            }
        }
        catch (Exception error) when (error is EndOfStreamException or FormatException || (error is InvalidDataException && !error.Message.Contains(path, StringComparison.Ordinal)))
        {
            throw new InvalidDataException($"'{path}' — the archive is damaged or truncated: {error.Message} Get the file again.", error);
        }

        return batches;
    }

    private static void Check(byte[]? batch, string name, string path)
    {
        if (batch == null || batch.Length != Rows * (1 + (3 * Plane)))
        {
            throw new InvalidDataException(
                $"{Function} — '{path}' has no {name} of {Text.Of(Rows)} pictures. Received {(batch == null ? "none" : Text.Of(batch.Length) + " bytes")}; give {ArchiveName} or its folder.");
        }

        for (int at = 0; at < batch.Length; at += 1 + (3 * Plane))
        {
            if (batch[at] >= ClassNames.Count)
            {
                throw new InvalidDataException($"{Function} — '{path}', {name}: picture {Text.Of(at / (1 + (3 * Plane)))} has label {batch[at]}; 0 to 9 are expected.");
            }
        }
    }
}
