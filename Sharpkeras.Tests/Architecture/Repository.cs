using System.Runtime.CompilerServices;

namespace Sharpkeras.Tests.Architecture;

/// <summary>The source tree that the tests were built from.</summary>
internal static class Repository
{
    private static readonly string Root = FindRoot();

    /// <summary>The path of a file or folder of the repository.</summary>
    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    /// <summary>The C# files of a project.</summary>
    public static IEnumerable<string> Sources(string project)
    {
        string root = Path(project);
        return Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(file => System.IO.Path.GetRelativePath(root, file).Split(System.IO.Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"));
    }

    private static string FindRoot([CallerFilePath] string here = "") =>
        System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "..", ".."));
}
