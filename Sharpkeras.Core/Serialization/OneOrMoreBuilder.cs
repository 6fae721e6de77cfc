namespace Sharpkeras.Serialization;

/// <summary>Lets a collection expression be a <see cref="OneOrMore{T}"/>: <c>thresholds: [0.3, 0.7]</c>.</summary>
public static class OneOrMoreBuilder
{
    /// <summary>A list of values.</summary>
    public static OneOrMore<T> Create<T>(ReadOnlySpan<T> values)
        where T : struct => new(values.ToArray(), isOne: false);
}
