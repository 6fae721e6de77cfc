using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;

namespace Sharpkeras.Models;

/// <summary>
/// A model of layers that are wired freely: several inputs and outputs, layers that are used more than once, branches that meet again. It is
/// made of symbolic tensors, from <see cref="Keras.Input"/> to what layers and operations make of them. A class of one's own may derive from
/// it to train in another way.
/// </summary>
/// <example>
/// <code>
/// Tensor image = Keras.Input([28, 28, 1], name: "image");
/// Tensor x = new Conv2D(8, 3, activation: "relu").Call(image);
/// x = new Conv2D(8, 3, padding: Padding.Same).Call(x) + x;
/// Tensor digit = new Dense(10, activation: "softmax").Call(new Flatten().Call(x));
/// var model = new Functional(image, digit);
/// </code>
/// </example>
public partial class Functional : Model
{
    private readonly Network network;
    private readonly FunctionalCall call;
    private readonly string[] inputNames;
    private readonly string[] outputNames;

    /// <summary>A model of all that lies between inputs and outputs.</summary>
    /// <param name="inputs">
    /// Symbolic tensors, in order or by name. One that was computed itself becomes the beginning of a model of its own: the part behind it,
    /// with the same layers.
    /// </param>
    /// <param name="outputs">Symbolic tensors that come from the inputs, in order or by name.</param>
    /// <param name="trainable">Whether training changes the weights.</param>
    /// <param name="name">The name; null gives the class in snake_case with a number.</param>
    /// <exception cref="ArgumentException">
    /// A tensor has values, an input leads nowhere or occurs twice, an output needs more than the inputs, or two layers have one name.
    /// </exception>
    public Functional(Tensors inputs, Tensors outputs, bool trainable = true, string? name = null)
        : base(name, true)
    {
        CheckSymbolic(inputs, "inputs");
        CheckSymbolic(outputs, "outputs");
        (Inputs, Outputs) = GraphCopy.FromInputs(inputs, outputs);
        network = new Network(Inputs, Outputs, Name);
        call = new FunctionalCall(network, Inputs, Outputs);
        inputNames = inputs.Names?.ToArray() ?? NamesOf(Inputs);
        outputNames = outputs.Names?.ToArray() ?? NamesOf(Outputs);
        InputsAreNamed = inputs.Names != null;
        NamedOutputs = outputs.Names != null;
        Layers = [.. network.Operations.Where(layer => layer is not OperationLayer)];
        OutputShapes = [.. Outputs.Select(output => output.Shape)];
        EnsureBuilt([.. Inputs.Select(input => input.Shape)]);
        if (!trainable)
        {
            Trainable = false;
        }
    }

    /// <inheritdoc/>
    public override Tensors Inputs { get; }

    /// <inheritdoc/>
    public override Tensors Outputs { get; }

    /// <summary>The layers, input layers included, in Keras's order: by their distance from the outputs, the farthest first.</summary>
    public override IReadOnlyList<Layer> Layers { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> InputNames => inputNames;

    /// <inheritdoc/>
    protected override IReadOnlyList<string> OutputNames => outputNames;

    /// <summary>The calls that the model repeats.</summary>
    internal Network Network => network;

    /// <summary>Whether the inputs were given by name.</summary>
    internal bool InputsAreNamed { get; }

    /// <summary>Whether the outputs were given by name, and so are returned.</summary>
    internal bool NamedOutputs { get; }

    internal override IReadOnlyList<Layer> SubLayers => Layers;

    internal override IReadOnlyList<(string Path, Layer Layer)> SubLayerPaths => [.. Counted("layers", Layers)];

    /// <inheritdoc/>
    protected override Tensors Forward(Tensors inputs, CallContext context)
    {
        Tensors outputs = call.Run(inputs, context, this);
        return NamedOutputs ? outputs.WithNames(outputNames) : outputs;
    }

    private void CheckSymbolic(Tensors tensors, string what)
    {
        if (tensors.Count == 0)
        {
            throw new ArgumentException($"{Name} — a model needs {what}. Received none; begin with Keras.Input(shape).");
        }

        foreach (Tensor tensor in tensors)
        {
            if (NodeOutput.Of(tensor) == null)
            {
                throw new ArgumentException(
                    $"{Name} — the {what} of a functional model are symbolic tensors. Received one with values, {tensor.Shape}; begin with Keras.Input(shape) and call layers on it.");
            }
        }

        if (what == "inputs" && tensors.Distinct(ReferenceEqualityComparer.Instance).Count() < tensors.Count)
        {
            throw new ArgumentException($"{Name} — an input occurs twice. Received {string.Join(", ", tensors.Select(tensor => tensor.Symbol!.Origin))}.");
        }
    }

    private static string[] NamesOf(Tensors tensors) => [.. tensors.Select(tensor => NodeOutput.Of(tensor)!.Node.Layer.Name)];
}
