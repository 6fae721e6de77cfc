using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Layers;

/// <summary>Numbers that a layer is given: one (<c>0.5</c>), several (<c>[0.5, 0.1]</c>), or an array of any shape.</summary>
[CollectionBuilder(typeof(NumberArray), nameof(Create))]
public sealed class NumberArray : IConfigValue, IReadOnlyList<double>
{
    private readonly double[] values;

    /// <summary>An array of a shape, row-major.</summary>
    /// <param name="values">The numbers, all finite.</param>
    /// <param name="shape">The dimensions.</param>
    /// <exception cref="ArgumentException">The shape needs another number of values, or a value is not finite.</exception>
    public NumberArray(ReadOnlySpan<double> values, Shape shape)
    {
        if (shape.Length != values.Length)
        {
            throw new ArgumentException($"number array — shape {shape} needs {Text.Of(shape.Length)} values. Received {Text.Of(values.Length)}.", nameof(values));
        }

        foreach (double value in values)
        {
            if (!double.IsFinite(value))
            {
                throw new ArgumentException($"number array — values must be finite. Received {Text.Of(value)}.", nameof(values));
            }
        }

        this.values = values.ToArray();
        Shape = shape;
    }

    /// <summary>The dimensions; none for a single number.</summary>
    public Shape Shape { get; }

    /// <inheritdoc/>
    public int Count => values.Length;

    /// <inheritdoc/>
    public double this[int index] => values[index];

    /// <summary>Several numbers, in one dimension.</summary>
    public static NumberArray Create(ReadOnlySpan<double> values) => new(values, [values.Length]);

    /// <summary>One number.</summary>
    public static implicit operator NumberArray(double value) => new([value], Shape.Scalar);

    /// <summary>Several numbers, in one dimension.</summary>
    public static implicit operator NumberArray(double[] values) => Create(values);

    /// <inheritdoc/>
    public IEnumerator<double> GetEnumerator() => ((IEnumerable<double>)values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    JsonNode? IConfigValue.ToConfig() => ToConfig(values, Shape.Span);

    internal static NumberArray FromConfig(JsonNode node)
    {
        var dimensions = new List<int>();
        for (JsonNode? level = node; level is JsonArray items; level = items.Count > 0 ? items[0] : null)
        {
            dimensions.Add(items.Count);
        }

        return new NumberArray([.. Flat(node)], dimensions.ToArray());
    }

    /// <summary>The numbers as a tensor on the default device.</summary>
    internal Tensor ToTensor(DType dtype) => Tensor.FromSpan<double>(values, Shape).Cast(dtype);

    private static IEnumerable<double> Flat(JsonNode? node) =>
        node is JsonArray items ? items.SelectMany(Flat) : [(double?)ConfigJson.Read(typeof(double), node) ?? 0];

    private static JsonNode? ToConfig(ReadOnlySpan<double> values, ReadOnlySpan<int> dimensions)
    {
        if (dimensions.Length == 0)
        {
            return ConfigJson.Write(values[0]);
        }

        var items = new JsonArray();
        int length = dimensions[0] == 0 ? 0 : values.Length / dimensions[0];
        for (int i = 0; i < dimensions[0]; i++)
        {
            items.Add(ToConfig(values.Slice(i * length, length), dimensions[1..]));
        }

        return items;
    }
}
