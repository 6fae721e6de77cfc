namespace Sharpkeras.Data;

/// <summary>Fashion-MNIST (Xiao, Rasul and Vollgraf; Zalando, MIT licence): 60,000 pictures of clothes for training and 10,000 for tests, in ten classes.</summary>
public static class FashionMnist
{
    private const string Function = "FashionMnist.Load";

    private const string Folder = "fashion-mnist";

    /// <summary>Where Debian's package dataset-fashion-mnist puts the files.</summary>
    private const string Debian = "/usr/share/datasets/fashion-mnist";

    private static readonly IdxPart[] Parts =
    [
        Part("x_train", "train-images", [60000, 28, 28], "f4a8712d7a061bf5bd6d2ca38dc4d50a"),
        Part("y_train", "train-labels", [60000], "9018921c3c673c538a1fc5bad174d6f9"),
        Part("x_test", "t10k-images", [10000, 28, 28], "8181f5470baa50b63fa0f6fddb340f0a"),
        Part("y_test", "t10k-labels", [10000], "15d484375f8d13e6eb1aabb0c3f46965"),
    ];

    /// <summary>The names of the classes, in the order of their numbers.</summary>
    public static IReadOnlyList<string> ClassNames { get; } =
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    /// <summary>
    /// Loads the pictures: from <paramref name="path"/>, or from a folder <c>fashion-mnist</c> where data sets lie (see <see cref="Mnist.Load(string?)"/>),
    /// from Debian's package dataset-fashion-mnist, or else from the network. The arrays are verified.
    /// </summary>
    /// <param name="path">A folder with the four IDX files, plain or compressed; null searches.</param>
    /// <returns>For each part images uint8 [samples, 28, 28], 0 is background, and labels uint8 [samples].</returns>
    /// <exception cref="FileNotFoundException">Nothing was found and the download failed; the message names what was tried.</exception>
    /// <exception cref="InvalidDataException">The data are not Fashion-MNIST.</exception>
    public static (LabelledImages Train, LabelledImages Test) Load(string? path = null)
    {
        HostArray[] arrays = Read(path, DatasetPlaces.Default());
        Tensor[] tensors = [.. arrays.Select(Tensor.FromHost)];
        return (new LabelledImages(tensors[0], tensors[1]), new LabelledImages(tensors[2], tensors[3]));
    }

    /// <summary>Images and labels for training, then those for tests.</summary>
    internal static HostArray[] Read(string? path, DatasetPlaces places)
    {
        if (path != null)
        {
            return [.. Parts.Select(part => part.Read(part.Locate(path) ?? throw Missing(part, path)))];
        }

        var own = new DatasetPlaces(
            [.. places.Folders.Select(folder => Path.Combine(folder, Folder)), Debian], Path.Combine(places.DownloadFolder, Folder), places.Download);
        return [.. Parts.Select(part => File(part).Load(own, part.Locate, part.Read).Value)];
    }

    private static DatasetFile File(IdxPart part)
    {
        string name = part.FileName + ".gz";
        return new DatasetFile(Function, name, new Uri("https://storage.googleapis.com/tensorflow/tf-keras-datasets/" + name), sizeLimit: 64 << 20);
    }

    private static FileNotFoundException Missing(IdxPart part, string path) =>
        new($"{Function} — '{path}' has no {part.FileName}, plain or with .gz. Give a folder with the four IDX files.", path);

    private static IdxPart Part(string member, string stem, Shape shape, string digest) => new(Function, "Fashion-MNIST", member, stem, shape, digest);
}
