namespace Sharpkeras.Tests.Support;

/// <summary>A folder of its own for a test, removed afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sharpkeras");

    public string Path => folder.FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string[] Names() => folder.GetFileSystemInfos().Select(info => info.Name).Order(StringComparer.Ordinal).ToArray();

    public void Dispose() => folder.Delete(recursive: true);
}
