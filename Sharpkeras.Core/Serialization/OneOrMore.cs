using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Serialization;

/// <summary>
/// A value or a list of values, where Keras takes both: a threshold or several, an axis or several. Configs keep the form that was
/// given. A value, an array and a collection expression convert to it.
/// </summary>
/// <typeparam name="T">The type of a value.</typeparam>
[CollectionBuilder(typeof(OneOrMoreBuilder), nameof(OneOrMoreBuilder.Create))]
public sealed class OneOrMore<T> : IConfigValue, IReadOnlyList<T>
    where T : struct
{
    private readonly T[] values;

    internal OneOrMore(T[] values, bool isOne)
    {
        this.values = values;
        IsOne = isOne;
    }

    /// <summary>Whether it was given as a value, not as a list.</summary>
    public bool IsOne { get; }

    /// <summary>How many there are.</summary>
    public int Count => values.Length;

    /// <summary>One of them.</summary>
    public T this[int index] => values[index];

    /// <summary>A single value.</summary>
    public static implicit operator OneOrMore<T>(T value) => new([value], isOne: true);

    /// <summary>A list; it is copied.</summary>
    public static implicit operator OneOrMore<T>(T[] values) => new([.. values], isOne: false);

    /// <summary>A copy of the values.</summary>
    public T[] ToArray() => [.. values];

    /// <inheritdoc/>
    public override string ToString() => IsOne ? Word(values[0]) : Text.List<T>(values, Word);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)values).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => values.GetEnumerator();

    JsonNode? IConfigValue.ToConfig() => IsOne
        ? ConfigJson.Write(values[0])
        : new JsonArray(values.Select(value => ConfigJson.Write(value)).ToArray());

    /// <summary>These values, of which an argument needs one at least.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    internal OneOrMore<T> NotEmpty(string name, string owner) => Count > 0
        ? this
        : throw new ArgumentException($"{owner} — {name} needs one value or more. Received none; leave it out for the default.", name);

    internal static OneOrMore<T> FromConfig(JsonNode node) => node is JsonArray items
        ? new OneOrMore<T>(items.Select(Read).ToArray(), isOne: false)
        : new OneOrMore<T>([Read(node)], isOne: true);

    private static string Word(T value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static T Read(JsonNode? node) => node == null ? default : (T)ConfigJson.Read(typeof(T), node)!;
}
