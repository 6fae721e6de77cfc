using System.Collections;

namespace Sharpkeras.Models;

/// <summary>The loss and the metrics of a model on data: <c>result.Loss</c>, <c>result["accuracy"]</c>.</summary>
public sealed class Evaluation : IReadOnlyDictionary<string, double>
{
    private readonly Dictionary<string, double> values;

    internal Evaluation(IReadOnlyDictionary<string, double> logs)
    {
        values = new Dictionary<string, double>(logs);
    }

    /// <summary>The loss.</summary>
    public double Loss => values["loss"];

    /// <inheritdoc/>
    public IEnumerable<string> Keys => values.Keys;

    /// <inheritdoc/>
    public IEnumerable<double> Values => values.Values;

    /// <inheritdoc/>
    public int Count => values.Count;

    /// <summary>A metric by its name.</summary>
    /// <exception cref="KeyNotFoundException">The model has no such metric.</exception>
    public double this[string key] => values.TryGetValue(key, out double value)
        ? value
        : throw new KeyNotFoundException($"evaluation — nothing is called '{key}'. Known: {string.Join(", ", values.Keys)}.");

    /// <inheritdoc/>
    public bool ContainsKey(string key) => values.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, out double value) => values.TryGetValue(key, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, double>> GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
