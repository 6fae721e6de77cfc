namespace Sharpkeras.Data;

/// <summary>
/// Finds, downloads and verifies the MNIST digits (Y. LeCun, C. Cortes, C. Burges): Keras's <c>mnist.npz</c>, or a folder with the four
/// original IDX files, plain or compressed. What is verified are the arrays, so that a repacked archive is as good as Keras's own.
/// </summary>
internal static class MnistFile
{
    private const string Function = "Mnist.Load";

    private static readonly Uri Address = new("https://storage.googleapis.com/tensorflow/tf-keras-datasets/mnist.npz");

    private static readonly DatasetFile File = new(Function, "mnist.npz", Address, sizeLimit: 64 << 20);

    private static readonly IdxPart[] Parts =
    [
        Part("x_train", "train-images", [60000, 28, 28], "6bbc9ace898e44ae57da46a324031adb"),
        Part("y_train", "train-labels", [60000], "a25bea736e30d166cdddb491f175f624"),
        Part("x_test", "t10k-images", [10000, 28, 28], "2646ac647ad5339dbf082846283269ea"),
        Part("y_test", "t10k-labels", [10000], "27ae3e4e09519cfbb04c329615203637"),
    ];

    /// <summary>Reads the arrays from a file or folder, or, with no path, from where data sets lie.</summary>
    /// <exception cref="FileNotFoundException">Nothing is at the path; or nothing was found and the download failed.</exception>
    /// <exception cref="InvalidDataException">What was found is not MNIST, or is damaged.</exception>
    public static MnistArrays Load(string? path = null, DatasetPlaces? places = null)
    {
        if (path == null)
        {
            var (arrays, source) = File.Load(places ?? DatasetPlaces.Default(), Find, Read);
            return arrays with { Source = source };
        }

        if (!System.IO.File.Exists(path) && !Directory.Exists(path))
        {
            throw new FileNotFoundException(
                $"{Function} — there is nothing at '{path}'. Give the path of mnist.npz, or of a folder with it or with the four IDX files.",
                path);
        }

        return Read(Directory.Exists(path) ? Find(path) ?? throw NothingIn(path) : path);
    }

    /// <summary>The archive in a folder, or the folder itself where it holds the four IDX files, or null.</summary>
    private static string? Find(string folder) =>
        File.Find(folder) ?? (Parts.All(part => part.Locate(folder) != null) ? folder : null);

    private static MnistArrays Read(string path)
    {
        var arrays = Directory.Exists(path)
            ? Parts.Select(part => IdxFile.Read(part.Locate(path)!)).ToArray()
            : ReadArchive(path);
        for (int i = 0; i < Parts.Length; i++)
        {
            Parts[i].Verify(arrays[i], path);
        }

        return new MnistArrays(arrays[0], arrays[1], arrays[2], arrays[3], path);
    }

    private static HostArray[] ReadArchive(string path)
    {
        using var stream = System.IO.File.OpenRead(path);
        var members = NpzFile.Read(stream, $"'{path}'", name => Array.Exists(Parts, part => part.Member == name));
        return Parts.Select(part => members.TryGetValue(part.Member, out var array) ? array : throw Missing(path, part)).ToArray();
    }

    private static InvalidDataException Missing(string path, IdxPart part) =>
        new($"{Function} — '{path}' has no member '{part.Member}'. Give Keras's mnist.npz, with x_train, y_train, x_test and y_test.");

    private static FileNotFoundException NothingIn(string folder) =>
        new($"{Function} — the folder '{folder}' holds neither mnist.npz nor the four IDX files. Give the path of mnist.npz.", folder);

    private static IdxPart Part(string member, string stem, Shape shape, string digest) => new(Function, "MNIST", member, stem, shape, digest);
}
