using Sharpkeras.Diagnostics;

namespace Sharpkeras.Data;

/// <summary>
/// Pictures in folders that are their classes, as Keras's <c>image_dataset_from_directory</c>: <c>root/cat/1.png</c>, <c>root/dog/a/2.jpg</c>.
/// </summary>
public sealed class ImageFolder
{
    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg", ".bmp"];

    private readonly (string Path, int Class)[] files;

    /// <summary>Lists the pictures of a folder.</summary>
    /// <param name="path">The folder of the classes' folders.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">It has no folders, or one has no pictures.</exception>
    public ImageFolder(string path)
    {
        if (!Directory.Exists(path))
        {
            throw new DirectoryNotFoundException($"'{path}' — there is no such folder, seen from '{Environment.CurrentDirectory}'.");
        }

        string[] folders = [.. Directory.GetDirectories(path).Order(StringComparer.Ordinal)];
        ClassNames = [.. folders.Select(folder => System.IO.Path.GetFileName(folder))];
        if (folders.Length == 0)
        {
            throw new InvalidDataException($"'{path}' — the folder has no folders. Expected one for each class, with its pictures.");
        }

        files = [.. folders.SelectMany((folder, number) => Pictures(folder).Select(file => (file, number)))];
    }

    /// <summary>The names of the folders, sorted by their character codes; a label is a place in this list.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>The number of pictures.</summary>
    public int Count => files.Length;

    /// <summary>The pictures with their labels, decoded by several threads.</summary>
    /// <param name="height">The height that pictures get; 0 leaves their size.</param>
    /// <param name="width">The width that pictures get; 0 leaves their size.</param>
    /// <param name="channels">1 for grey, 3 for red, green and blue, 4 with opacity.</param>
    /// <param name="shuffle">Whether each epoch has a new order.</param>
    /// <param name="seed">Chooses the orders; null draws from the process's seed.</param>
    /// <param name="workers">How many threads; 0 for all processors, 1 for the thread of the loop.</param>
    /// <returns>Elements of X [height, width, channels], float32 from 0 to 255 where the size is changed and else uint8, and Y int32, a scalar.</returns>
    /// <exception cref="ArgumentException">Only one of height and width is 0, or a number is out of range.</exception>
    public Dataset<Element> Stream(int height = 256, int width = 256, int channels = 3, bool shuffle = true, int? seed = null, int workers = 0)
    {
        ImageFile.CheckChannels(channels);
        if (height < 0 || width < 0 || (height == 0) != (width == 0))
        {
            throw new ArgumentException($"image — height and width are positive, or both 0 for the pictures' own size. Received {Text.Of(height)} and {Text.Of(width)}.");
        }

        Dataset<(string Path, int Class)> order = Dataset.FromList(files);
        return (shuffle ? order.Shuffle(files.Length, seed) : order).Map(file => Load(file, height, width, channels), workers);
    }

    private static Element Load((string Path, int Class) file, int height, int width, int channels)
    {
        HostArray image = ImageFile.Load(file.Path, channels);
        return new Element(height == 0 ? image : ImageFile.Resize(image, height, width), HostArray.From([file.Class], Shape.Scalar));
    }

    private static string[] Pictures(string folder)
    {
        string[] found = [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Extensions.Contains(System.IO.Path.GetExtension(file).ToLowerInvariant()))
            .Order(StringComparer.Ordinal)];
        return found.Length > 0
            ? found
            : throw new InvalidDataException($"'{folder}' — the folder of a class has no pictures. Expected files ending with {string.Join(", ", Extensions)}.");
    }
}
