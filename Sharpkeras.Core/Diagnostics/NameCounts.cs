namespace Sharpkeras.Diagnostics;

/// <summary>Names that were given out: one that is taken gets a number, as in Keras.</summary>
internal sealed class NameCounts
{
    private readonly Dictionary<string, int> counts = [];

    /// <summary><c>loss</c>, then <c>loss_1</c>, …</summary>
    public string Next(string name)
    {
        int count = counts.GetValueOrDefault(name);
        counts[name] = count + 1;
        return count == 0 ? name : $"{name}_{Text.Of(count)}";
    }

    /// <summary>Whether the name was given out.</summary>
    public bool IsTaken(string name) => counts.ContainsKey(name);

    /// <summary>Begins to count anew.</summary>
    public void Clear() => counts.Clear();
}
