using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>The axes that <see cref="Dot"/> sums over: one number for both inputs, <c>1</c> or <c>-1</c>, or one for each, <c>(1, 2)</c>.</summary>
public readonly record struct DotAxes : IConfigValue
{
    private readonly bool single;

    private DotAxes(int first, int second, bool single)
    {
        if (first == 0 || second == 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(first), $"dot — axes must not name axis 0, which is the batch. Received ({Text.Of(first)}, {Text.Of(second)}).");
        }

        First = first;
        Second = second;
        this.single = single;
    }

    /// <summary>The axis of the first input, negative from the end.</summary>
    public int First { get; }

    /// <summary>The axis of the second input, negative from the end.</summary>
    public int Second { get; }

    /// <summary>The same axis of both inputs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is the batch axis, 0.</exception>
    public static implicit operator DotAxes(int both) => new(both, both, true);

    /// <summary>An axis of each input.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is the batch axis, 0.</exception>
    public static implicit operator DotAxes((int First, int Second) pair) => new(pair.First, pair.Second, false);

    JsonNode IConfigValue.ToConfig() => single ? JsonValue.Create(First) : new JsonArray(First, Second);

    internal static DotAxes FromConfig(JsonNode node) => node is not JsonArray pair
        ? node.GetValue<int>()
        : pair.Count == 2
            ? (pair[0]!.GetValue<int>(), pair[1]!.GetValue<int>())
            : throw new ArgumentException($"dot — axes are one number, or two. Received {node.ToJsonString()}.");
}
