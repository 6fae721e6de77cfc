using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>Symbolic calls: a layer on tensors without values, as functional models are made.</summary>
public abstract partial class Layer
{
    private List<Node>? nodes;

    /// <summary>The symbolic input of the layer's only call in a model: <c>new Functional(model.Inputs, layer.Output)</c> looks inside.</summary>
    /// <exception cref="InvalidOperationException">The layer was not called on a symbolic tensor, was called several times, or has several inputs.</exception>
    public Tensor Input => OnlyOf(OnlyNode("input") is { IsInput: true } own ? own.Outputs : OnlyNode("input").Inputs, "inputs");

    /// <summary>The symbolic output of the layer's only call in a model.</summary>
    /// <exception cref="InvalidOperationException">The layer was not called on a symbolic tensor, was called several times, or has several outputs.</exception>
    public Tensor Output => OnlyOf(OnlyNode("output").Outputs, "outputs");

    /// <summary>
    /// Keras's name of the argument that takes all inputs but the first, the sequences, as a list; null where all inputs are one argument.
    /// </summary>
    internal virtual string? RestKeyword => null;

    /// <summary>Whether the call has an argument for a mask in Keras, which writes it into files also where none is given.</summary>
    internal virtual bool HasMaskArgument => false;

    /// <summary>The symbolic calls, in order.</summary>
    internal IReadOnlyList<Node> Nodes => nodes ?? (IReadOnlyList<Node>)[];

    /// <summary>Makes the symbolic outputs of a layer that was built for what they stand for.</summary>
    internal Tensors AddNode(Tensors inputs, CallArguments? arguments, bool? training, params ReadOnlySpan<TensorSpec> outputs)
    {
        nodes ??= [];
        var node = new Node(this, nodes.Count, inputs, arguments, training);
        Tensor[] symbols = new Tensor[outputs.Length];
        for (int i = 0; i < symbols.Length; i++)
        {
            symbols[i] = Symbolic.Of(outputs[i], new NodeOutput(node, i));
        }

        node.Outputs = symbols;
        nodes.Add(node);
        return symbols;
    }

    private static bool IsSymbolic(Tensors inputs)
    {
        for (int i = 0; i < inputs.Count; i++)
        {
            if (inputs[i].Symbol is NodeOutput)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A call without values: the layer is built, and the outputs get shapes.</summary>
    private Tensors Connect(Tensors inputs, CallArguments? arguments, bool? training)
    {
        inputs = Arranged(inputs);
        CheckInputs(inputs);
        foreach (Tensor input in inputs)
        {
            if (input.Symbol is not NodeOutput)
            {
                throw new ArgumentException(
                    $"{this} — either all inputs are symbolic or all have values. Received a symbolic tensor beside one with values, {input.Shape}; "
                    + "join them by an operation (x + values), or pass the values through a Keras.Input.");
            }
        }

        TensorSpec[] outputs = Symbolic.Infer(this, arguments, [.. inputs.Select(input => new TensorSpec(input.Shape, input.DType))]);
        return AddNode(inputs, arguments, training, outputs);
    }

    private Node OnlyNode(string what) => Nodes.Count == 1 ? Nodes[0] : throw new InvalidOperationException(
        $"{this} — the layer has no single {what}: it was called on {Text.Of(Nodes.Count)} symbolic tensors. "
        + (Nodes.Count == 0 ? "Call it on Keras.Input(…), or build its model." : "Keep the tensor that the call gave."));

    private Tensor OnlyOf(Tensors tensors, string what) => tensors.Count == 1 ? tensors[0] : throw new InvalidOperationException(
        $"{this} — the layer's call has {Text.Of(tensors.Count)} {what}. Keep the tensors that the call gave.");
}
