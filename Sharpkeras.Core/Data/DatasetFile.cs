namespace Sharpkeras.Data;

/// <summary>
/// A file of a data set: looked for in the folders, else downloaded and verified before it gets its name.
/// </summary>
/// <param name="function">What the user called, for messages: <c>Mnist.Load</c>.</param>
/// <param name="fileName">The file's name in a folder.</param>
/// <param name="address">Where it is downloaded from.</param>
/// <param name="sizeLimit">No download is larger, in bytes.</param>
internal sealed class DatasetFile(string function, string fileName, Uri address, long sizeLimit)
{
    /// <summary>Finds the data set and reads it.</summary>
    /// <param name="places">Where to look.</param>
    /// <param name="find">The path in a folder that holds the data set, or null where it is not there.</param>
    /// <param name="read">Reads and verifies what lies at a path.</param>
    /// <returns>What was read, and where it came from in words.</returns>
    /// <exception cref="InvalidDataException">What was found in a folder is not the data set.</exception>
    /// <exception cref="FileNotFoundException">Nothing was found and the download failed; the message lists every place.</exception>
    public (T Value, string Source) Load<T>(DatasetPlaces places, Func<string, string?> find, Func<string, T> read)
    {
        var tried = new List<string>();
        foreach (string folder in places.Folders)
        {
            if (find(folder) is { } path)
            {
                return (read(path), path);
            }

            tried.Add($"{Path.Combine(folder, fileName)} (not there)");
        }

        try
        {
            return Download(places, read);
        }
        catch (Exception error) when (IsFailure(error))
        {
            tried.Add($"{address} ({error.Message})");
            throw new FileNotFoundException(NotFound(tried), fileName, error);
        }
    }

    /// <summary>The path of the file in a folder, or null.</summary>
    public string? Find(string folder)
    {
        string path = Path.Combine(folder, fileName);
        return File.Exists(path) ? path : null;
    }

    private (T Value, string Source) Download<T>(DatasetPlaces places, Func<string, T> read)
    {
        Directory.CreateDirectory(places.DownloadFolder);
        string target = Path.Combine(places.DownloadFolder, fileName);
        string temporary = Path.Combine(places.DownloadFolder, $".{fileName}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                places.Download(address, stream, sizeLimit);
            }

            var value = read(temporary);
            File.Move(temporary, target, overwrite: true);
            return (value, $"{target}, downloaded from {address}");
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>What a missing network, a full disk or a wrong file throws; anything else is a mistake in this program.</summary>
    private static bool IsFailure(Exception error) =>
        error is HttpRequestException or TimeoutException or IOException or UnauthorizedAccessException or InvalidDataException;

    private string NotFound(IEnumerable<string> tried) =>
        $"{function} — {fileName} was not found and could not be downloaded. Tried: {string.Join("; ", tried)}. " +
        $"Give the path of {fileName} to {function}(path), or put {fileName} into the folder named by {DatasetPlaces.Variable}.";
}
