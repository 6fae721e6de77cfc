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

    private static readonly Part[] Parts =
    [
        new("x_train", "train-images", 3, [60000, 28, 28], "6bbc9ace898e44ae57da46a324031adb"),
        new("y_train", "train-labels", 1, [60000], "a25bea736e30d166cdddb491f175f624"),
        new("x_test", "t10k-images", 3, [10000, 28, 28], "2646ac647ad5339dbf082846283269ea"),
        new("y_test", "t10k-labels", 1, [10000], "27ae3e4e09519cfbb04c329615203637"),
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
            ? Parts.Select(part => IdxFile.Read(part.Locate(path)!, part.Shape)).ToArray()
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

    private static InvalidDataException Missing(string path, Part part) =>
        new($"{Function} — '{path}' has no member '{part.Member}'. Give Keras's mnist.npz, with x_train, y_train, x_test and y_test.");

    private static FileNotFoundException NothingIn(string folder) =>
        new($"{Function} — the folder '{folder}' holds neither mnist.npz nor the four IDX files. Give the path of mnist.npz.", folder);

    /// <summary>One of the four arrays.</summary>
    private sealed record Part(string Member, string IdxStem, int Rank, Shape Shape, string Digest)
    {
        /// <summary>The IDX file under one of its customary names, or null.</summary>
        public string? Locate(string folder) =>
            new[] { $"{IdxStem}-idx{Rank}-ubyte", $"{IdxStem}.idx{Rank}-ubyte" }
                .SelectMany(name => new[] { Path.Combine(folder, name), Path.Combine(folder, name + ".gz") })
                .FirstOrDefault(System.IO.File.Exists);

        public void Verify(HostArray array, string path)
        {
            if (array.DType != DType.UInt8 || array.Shape != Shape)
            {
                throw new InvalidDataException(
                    $"{Function} — {Member} of '{path}' is not MNIST's: it is {array.DType.KerasName()} {array.Shape} instead of " +
                    $"uint8 {Shape}. " +
                    "Give Keras's mnist.npz, or delete this file to have it downloaded again.");
            }

            string digest = IdxFile.Digest(array);
            if (digest != Digest)
            {
                throw new InvalidDataException(
                    $"{Function} — {Member} of '{path}' has the MD5 digest {digest} instead of {Digest}: it is damaged or not MNIST. " +
                    "Give Keras's mnist.npz, or delete this file to have it downloaded again.");
            }
        }
    }
}
