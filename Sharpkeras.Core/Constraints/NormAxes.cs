using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Serialization;

namespace Sharpkeras.Constraints;

/// <summary>The axes along which a norm is taken: one, <c>axis: 1</c>, or several, <c>axis: new[] { 0, 1, 2 }</c>; negative from the end.</summary>
public readonly struct NormAxes : IConfigValue
{
    private readonly int single;
    private readonly int[]? several;

    private NormAxes(int single, int[]? several)
    {
        this.single = single;
        this.several = several;
    }

    /// <summary>One axis.</summary>
    public static implicit operator NormAxes(int axis) => new(axis, null);

    /// <summary>Several axes, at least one.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static implicit operator NormAxes(int[] axes) => axes.Length > 0
        ? new(0, [.. axes])
        : throw new ArgumentException("constraint — axis must name one axis or more. Received none.", nameof(axes));

    /// <inheritdoc/>
    public override string ToString() => several == null ? Text.Of(single) : Text.List<int>(several, axis => Text.Of(axis));

    JsonNode? IConfigValue.ToConfig() => ConfigJson.Write(several == null ? single : several);

    internal static NormAxes FromConfig(JsonNode node) =>
        node is JsonArray axes ? axes.Select(axis => axis!.GetValue<int>()).ToArray() : node.GetValue<int>();

    /// <summary>The Euclidean norms along the axes, which stay with length 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis.</exception>
    internal Tensor Norms(Tensor w)
    {
        Tensor squares = Ops.Square(w);
        return Ops.Sqrt(several == null ? Ops.Sum(squares, single, keepDims: true) : Ops.Sum(squares, several, keepDims: true));
    }
}
