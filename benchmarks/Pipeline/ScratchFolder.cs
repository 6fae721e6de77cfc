namespace Sharpkeras.Benchmarks.Pipeline;

/// <summary>A temporary folder that is removed when it is disposed of, and also when the process is interrupted.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sharpkeras-benchmark");

    public ScratchFolder() => AppDomain.CurrentDomain.ProcessExit += OnExit;

    public string File(string name) => Path.Combine(folder.FullName, name);

    public string Folder(string name) => folder.CreateSubdirectory(name).FullName;

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        folder.Delete(recursive: true);
    }

    private void OnExit(object? sender, EventArgs arguments) => Dispose();
}
