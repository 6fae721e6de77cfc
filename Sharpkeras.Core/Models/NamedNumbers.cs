using Sharpkeras.Diagnostics;

namespace Sharpkeras.Models;

/// <summary>Lists of numbers under any names (which paths in a file could not all be) in a state.</summary>
internal static class NamedNumbers
{
    public static void Write(StateDictionary state, IEnumerable<KeyValuePair<string, double[]>> lists)
    {
        int count = 0;
        foreach (var (name, values) in lists)
        {
            StateDictionary part = state.Part(Text.Of(count++));
            part.Set("name", name);
            part.Set("values", HostArray.From<double>(values, [values.Length]));
        }

        state.Set("count", count);
    }

    public static void Write(StateDictionary state, IEnumerable<KeyValuePair<string, double>> numbers) =>
        Write(state, numbers.Select(pair => KeyValuePair.Create(pair.Key, (double[])[pair.Value])));

    /// <summary>Numbers that stand alone, by their names in order, as logs are.</summary>
    public static SortedDictionary<string, double> ReadSingle(StateDictionary state) =>
        new(Read(state).ToDictionary(pair => pair.Key, pair => pair.Value[0]), StringComparer.Ordinal);

    public static Dictionary<string, double[]> Read(StateDictionary state)
    {
        var lists = new Dictionary<string, double[]>();
        for (long i = 0; i < state.GetInt64("count"); i++)
        {
            StateDictionary part = state.Part(Text.Of(i));
            lists[part.GetText("name")] = part.GetArray("values").Span<double>().ToArray();
        }

        return lists;
    }
}
