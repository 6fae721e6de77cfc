using System.IO.Enumeration;

namespace Sharpkeras.Data;

/// <summary>Finds the files of patterns with <c>*</c> and <c>?</c> in any part of a path, and <c>**</c> for folders at any depth.</summary>
internal static class FileGlob
{
    private static readonly EnumerationOptions Visible = new() { MatchType = MatchType.Simple, AttributesToSkip = FileAttributes.Hidden };

    /// <summary>Links to folders could lead in circles.</summary>
    private static readonly EnumerationOptions NoLinks = new() { MatchType = MatchType.Simple, AttributesToSkip = FileAttributes.Hidden | FileAttributes.ReparsePoint };

    /// <summary>The paths, each once, those of each pattern sorted by their character codes.</summary>
    /// <exception cref="FileNotFoundException">A pattern matches nothing.</exception>
    public static string[] Find(IEnumerable<string> patterns)
    {
        var found = new OrderedDictionary<string, bool>(StringComparer.Ordinal);
        int count = 0;
        foreach (string pattern in patterns)
        {
            count++;
            ArgumentException.ThrowIfNullOrEmpty(pattern, nameof(patterns));
            string[] files = [.. Match(pattern).Order(StringComparer.Ordinal)];
            if (files.Length == 0)
            {
                throw new FileNotFoundException(
                    $"files — nothing matches '{pattern}', seen from '{Environment.CurrentDirectory}'. Give the path of a file, or a pattern such as 'data/*.csv'.",
                    pattern);
            }

            foreach (string file in files)
            {
                found.TryAdd(file, true);
            }
        }

        return count > 0 ? [.. found.Keys] : throw new ArgumentException("files — at least one pattern is needed. Received none.", nameof(patterns));
    }

    private static IEnumerable<string> Match(string pattern)
    {
        string path = pattern.Replace(Path.AltDirectorySeparatorChar, Path.DirectorySeparatorChar);
        string root = Path.GetPathRoot(path) ?? "";
        string[] parts = path[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        IEnumerable<string> folders = [root];
        foreach (string part in parts[..^1])
        {
            folders = folders.SelectMany(folder => Folders(folder, part)).Distinct();
        }

        return parts.Length == 0 ? [] : folders.SelectMany(folder => Files(folder, parts[^1])).Distinct();
    }

    private static IEnumerable<string> Folders(string folder, string part) => part switch
    {
        "**" => Below(folder).Prepend(folder),
        _ when !HasWildcard(part) => Directory.Exists(Path.Combine(folder, part)) ? [Path.Combine(folder, part)] : [],
        _ => Names(folder, Directory.GetDirectories, part),
    };

    private static IEnumerable<string> Below(string folder) =>
        Names(folder, (place, pattern, _) => Directory.GetDirectories(place, pattern, NoLinks), "*").SelectMany(inner => Below(inner).Prepend(inner));

    private static IEnumerable<string> Files(string folder, string part) =>
        part == "**" ? Below(folder).Prepend(folder).SelectMany(inner => Names(inner, Directory.GetFiles, "*"))
        : HasWildcard(part) ? Names(folder, Directory.GetFiles, part)
        : File.Exists(Path.Combine(folder, part)) ? [Path.Combine(folder, part)]
        : [];

    private static IEnumerable<string> Names(string folder, Func<string, string, EnumerationOptions, string[]> list, string pattern)
    {
        string place = folder.Length == 0 ? "." : folder;
        return Directory.Exists(place)
            ? list(place, "*", Visible)
                .Select(path => Path.GetFileName(path))
                .Where(name => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false))
                .Select(name => Path.Combine(folder, name))
            : [];
    }

    private static bool HasWildcard(string part) => part.AsSpan().ContainsAny('*', '?');
}
