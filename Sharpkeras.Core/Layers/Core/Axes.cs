using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>
/// One axis or several of a layer's input, negative from the end: <c>axis: -1</c> or <c>axis: [1, 2]</c>. A single number and a list
/// of one mean the same and keep their form in configs.
/// </summary>
[CollectionBuilder(typeof(Axes), nameof(Create))]
public readonly struct Axes : IConfigValue, IReadOnlyList<int>
{
    private readonly int[]? axes;
    private readonly bool isNumber;

    private Axes(int[] axes, bool isNumber)
    {
        this.axes = axes;
        this.isNumber = isNumber;
    }

    /// <summary>No axis at all.</summary>
    public static Axes None => default;

    /// <inheritdoc/>
    public int Count => axes?.Length ?? 0;

    /// <inheritdoc/>
    public int this[int index] => axes![index];

    /// <summary>Several axes.</summary>
    /// <param name="axes">The numbers of the axes.</param>
    public static Axes Create(ReadOnlySpan<int> axes) => new(axes.ToArray(), isNumber: false);

    /// <summary>One axis.</summary>
    public static implicit operator Axes(int axis) => new([axis], isNumber: true);

    /// <summary>Several axes.</summary>
    public static implicit operator Axes(int[] axes) => Create(axes);

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)(axes ?? [])).GetEnumerator();

    /// <inheritdoc/>
    public override string ToString() => isNumber ? Text.Of(axes![0]) : Text.List<int>(axes, axis => Text.Of(axis));

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    JsonNode IConfigValue.ToConfig() =>
        isNumber ? JsonValue.Create(axes![0]) : new JsonArray([.. this.Select(axis => (JsonNode?)JsonValue.Create(axis))]);

    internal static Axes FromConfig(JsonNode node) =>
        node is JsonArray several ? Create([.. several.Select(axis => axis!.GetValue<int>())]) : node.GetValue<int>();

    /// <summary>What <c>null</c> in a config means: Keras's <c>axis=None</c>.</summary>
    internal static Axes FromNull() => None;

    /// <summary>The axes counted from the front and sorted, for an input of a shape.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The shape has no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    internal int[] Of(Shape shape, string owner)
    {
        int[] places = [.. this.Select(axis => shape.Axis(axis, owner)).Order()];
        return places.Distinct().Count() == places.Length
            ? places
            : throw new ArgumentException($"{owner} — an axis is named twice. Received axis = {this} for shape {shape}; name each once.");
    }

    /// <summary>These axes, of which there must be one at least.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    internal Axes NotEmpty(string owner) => Count > 0
        ? this
        : throw new ArgumentException($"{owner} — axis must name at least one axis. Received none; the last one is -1.", "axis");
}
