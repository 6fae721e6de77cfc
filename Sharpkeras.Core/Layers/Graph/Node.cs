using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>One symbolic call of a layer: what went in and what came out. A functional model repeats it with values.</summary>
/// <param name="layer">The layer.</param>
/// <param name="index">The number of this call among the layer's symbolic calls.</param>
/// <param name="inputs">The symbolic inputs; none for an input layer.</param>
/// <param name="arguments">What the call was told besides its inputs; null for nothing.</param>
/// <param name="training">Whether the call was told to train or not; null where the model decides.</param>
internal sealed class Node(Layer layer, int index, Tensors inputs, CallArguments? arguments, bool? training)
{
    public Layer Layer => layer;

    public int Index => index;

    public Tensors Inputs => inputs;

    public CallArguments? Arguments => arguments;

    public bool? Training => training;

    /// <summary>The symbolic outputs.</summary>
    public Tensors Outputs { get; set; }

    /// <summary>Whether the values come from outside.</summary>
    public bool IsInput => inputs.Count == 0;

    /// <summary>The calls whose outputs go in, in the order of the inputs.</summary>
    public IEnumerable<Node> Parents => inputs.Select(input => NodeOutput.Of(input)!.Node);

    public override string ToString() => $"{layer.Name}[{Text.Of(index)}]";
}
