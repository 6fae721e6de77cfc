namespace Sharpkeras.Tests.Gpu;

/// <summary>The checked-in list of cases that are wrong on OpenCL, each with the reason behind a number sign.</summary>
internal static class NotOnOpenCl
{
    private static readonly Lazy<HashSet<string>> Listed = new(() => [.. Read().Select(line => line.Id)]);

    public static bool Contains(string id) => Listed.Value.Contains(id);

    /// <summary>The lines in the order of the file, without comments and empty ones.</summary>
    public static (string Id, string Reason)[] Read() =>
    [
        .. from line in File.ReadAllLines(Path.Combine(TestContext.CurrentContext.TestDirectory, "Gpu", "not-on-opencl.txt"))
           where line.Length > 0 && !line.StartsWith('#')
           let parts = line.Split(" # ", 2)
           select (parts[0].Trim(), parts.Length > 1 ? parts[1].Trim() : ""),
    ];
}
