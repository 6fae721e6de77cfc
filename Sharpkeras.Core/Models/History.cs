namespace Sharpkeras.Models;

/// <summary>What training reported after each epoch: <c>history["val_loss"]</c>.</summary>
public sealed class History
{
    private readonly Dictionary<string, List<double>> values = [];
    private readonly List<int> epochs = [];

    /// <summary>The numbers of the epochs, from 0.</summary>
    public IReadOnlyList<int> Epochs => epochs;

    /// <summary>The names of what was reported.</summary>
    public IEnumerable<string> Names => values.Keys;

    /// <summary>One number for each epoch that reported it.</summary>
    /// <exception cref="KeyNotFoundException">Nothing with that name was reported.</exception>
    public IReadOnlyList<double> this[string name] => values.TryGetValue(name, out List<double>? list)
        ? list
        : throw new KeyNotFoundException($"history — nothing is called '{name}'. Known: {string.Join(", ", values.Keys)}.");

    /// <summary>What the last epoch reported; empty before its end.</summary>
    internal IReadOnlyDictionary<string, double> Last { get; private set; } = new SortedDictionary<string, double>(StringComparer.Ordinal);

    internal void GetState(StateDictionary state)
    {
        state.Set("epochs", HostArray.From<int>([.. epochs], [epochs.Count]));
        NamedNumbers.Write(state.Part("values"), values.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.ToArray())));
        NamedNumbers.Write(state.Part("last"), Last);
    }

    internal void SetState(StateDictionary state)
    {
        int[] stored = state.GetArray("epochs").Span<int>().ToArray();
        Dictionary<string, double[]> lists = NamedNumbers.Read(state.Part("values"));
        SortedDictionary<string, double> last = NamedNumbers.ReadSingle(state.Part("last"));
        epochs.Clear();
        epochs.AddRange(stored);
        values.Clear();
        foreach (var (name, list) in lists)
        {
            values.Add(name, [.. list]);
        }

        Last = last;
    }

    internal void Add(int epoch, IReadOnlyDictionary<string, double> logs)
    {
        epochs.Add(epoch);
        Last = logs;
        foreach (var (name, value) in logs)
        {
            if (!values.TryGetValue(name, out List<double>? list))
            {
                values.Add(name, list = []);
            }

            list.Add(value);
        }
    }
}
