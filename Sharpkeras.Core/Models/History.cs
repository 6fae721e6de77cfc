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

    internal void Add(int epoch, IReadOnlyDictionary<string, double> logs)
    {
        epochs.Add(epoch);
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
