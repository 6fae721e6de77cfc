using Sharpkeras.Diagnostics;

namespace Sharpkeras.Data;

/// <summary>What a column of a CSV file holds: numbers, or the names of categories.</summary>
public sealed class CsvColumn
{
    private readonly Dictionary<string, int>? numbers;

    private CsvColumn(string[]? names)
    {
        Names = names;
        numbers = names is { Length: > 0 } ? NumbersOf(names) : null;
    }

    /// <summary>A column of numbers, which columns are if nothing else is said.</summary>
    public static CsvColumn Number { get; } = new(null);

    /// <summary>The names of the categories, in the order of their numbers; null for a column of numbers.</summary>
    public IReadOnlyList<string>? Names { get; }

    /// <summary>Whether the names are still to be collected from the file.</summary>
    internal bool IsOpen => Names is { Count: 0 };

    /// <summary>A column of names, which become the numbers 0, 1, ….</summary>
    /// <param name="names">The names in the order of their numbers; none collects them from the file, sorted by their character codes.</param>
    /// <exception cref="ArgumentException">A name occurs twice.</exception>
    public static CsvColumn Category(params string[] names) => new([.. names]);

    /// <summary>The number of a name.</summary>
    internal bool TryGetNumber(string name, out int number)
    {
        number = 0;
        return numbers != null && numbers.TryGetValue(name, out number);
    }

    private static Dictionary<string, int> NumbersOf(string[] names)
    {
        var numbers = new Dictionary<string, int>(names.Length, StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            if (!numbers.TryAdd(names[i], i))
            {
                throw new ArgumentException($"csv — the names of categories must differ. Received '{names[i]}' as {Text.Of(numbers[names[i]])} and {Text.Of(i)}.");
            }
        }

        return numbers;
    }
}
