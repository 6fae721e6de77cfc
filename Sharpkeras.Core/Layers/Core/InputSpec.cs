using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>What a layer asks of its input; checked at each call, before anything is computed.</summary>
/// <param name="Rank">The exact rank, or null.</param>
/// <param name="MinRank">The smallest rank, or null.</param>
/// <param name="Axis">An axis with a fixed length (negative from the end), or null.</param>
/// <param name="AxisLength">The length of that axis.</param>
public sealed record InputSpec(int? Rank = null, int? MinRank = null, int? Axis = null, int AxisLength = 0)
{
    internal void Check(Layer layer, Tensor input)
    {
        if (Rank is { } rank && input.Rank != rank)
        {
            throw Error(layer, $"needs an input of rank {Text.Of(rank)} (the batch included)", input);
        }

        if (MinRank is { } least && input.Rank < least)
        {
            throw Error(layer, $"needs an input of rank {Text.Of(least)} or more (the batch included)", input);
        }

        if (Axis is { } axis && input.Shape[axis < 0 ? axis + input.Rank : axis] != AxisLength)
        {
            throw Error(layer, $"was built for inputs whose axis {Text.Of(axis)} has length {Text.Of(AxisLength)}", input);
        }
    }

    private static ShapeException Error(Layer layer, string expectation, Tensor input) => new(
        $"{layer.Name} ({layer.ClassName}) — the layer {expectation}. Received shape {input.Shape}; reshape the input, or look at the layer before this one.");
}
