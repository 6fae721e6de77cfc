using Sharpkeras.Layers;
using Sharpkeras.Tests.Operations;

namespace Sharpkeras.Tests.Properties;

/// <summary>A layer with arguments that were drawn, and the inputs that it is called with.</summary>
/// <param name="Arguments">The arguments in words, for the message of a failure.</param>
/// <param name="Make">Makes the layer in float64: the same one each time, so that random layers have a seed.</param>
/// <param name="Inputs">Shapes and ranges of the inputs.</param>
internal sealed record LayerTrial(string Arguments, Func<Layer> Make, params OpInput[] Inputs)
{
    /// <summary>The seed of the numbers.</summary>
    public int Seed { get; init; }

    /// <summary>Whether the layer is called as in training.</summary>
    public bool Training { get; init; }

    public override string ToString() =>
        $"{Arguments} of {string.Join(' ', Inputs.Select(input => input.Shape))}, {(Training ? "training" : "inference")}, numbers from seed {Seed}";
}
