namespace Sharpkeras.Diagnostics;

/// <summary>Finds what a misspelt name probably meant.</summary>
internal static class Nearest
{
    /// <summary>"Received 'x'; did you mean 'y'? Known: …".</summary>
    public static string Describe(string received, IEnumerable<string> known)
    {
        string[] names = known.Distinct().OrderBy(name => name, StringComparer.Ordinal).ToArray();
        string? nearest = names.MinBy(name => Distance(received, name));
        bool close = nearest != null && Distance(received, nearest) <= Math.Max(2, received.Length / 3);
        string hint = close ? $"; did you mean '{nearest}'?" : ".";
        return $"Received '{received}'{hint} Known: {string.Join(", ", names)}.";
    }

    /// <summary>The edit distance (Levenshtein), letters of either case alike.</summary>
    private static int Distance(string left, string right)
    {
        int[] previous = Enumerable.Range(0, right.Length + 1).ToArray();
        for (int i = 1; i <= left.Length; i++)
        {
            int[] current = new int[right.Length + 1];
            current[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int change = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + change);
            }

            previous = current;
        }

        return previous[^1];
    }
}
