namespace Sharpkeras.Data;

/// <summary>Fetches what lies at an address into a stream, at most so many bytes.</summary>
internal delegate void Downloader(Uri address, Stream target, long limit);

/// <summary>Where data sets are looked for, and how they are downloaded; tests put places of their own here.</summary>
/// <param name="Folders">Searched in this order.</param>
/// <param name="DownloadFolder">Downloads are kept here; made where it is missing.</param>
/// <param name="Download">Fetches a file.</param>
internal sealed record DatasetPlaces(IReadOnlyList<string> Folders, string DownloadFolder, Downloader Download)
{
    /// <summary>The environment variable that names the folder to be searched first.</summary>
    public const string Variable = "SHARPKERAS_DATASETS";

    /// <summary>The folder of the environment variable, Keras's folder in the home, then the application's own.</summary>
    public static DatasetPlaces Default()
    {
        string keras = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".keras", "datasets");
        string application = Path.Combine(AppContext.BaseDirectory, "datasets");
        string? chosen = Environment.GetEnvironmentVariable(Variable);
        string[] folders = string.IsNullOrWhiteSpace(chosen) ? [keras, application] : [chosen, keras, application];
        return new DatasetPlaces(folders, keras, HttpDownload.Fetch);
    }
}
