using Sharpkeras.Diagnostics;

namespace Sharpkeras.Layers;

/// <summary>A symbolic tensor's place in a graph: an output of a call. Operations on it become calls too.</summary>
internal sealed class NodeOutput(Node node, int index) : Symbol, IOpRecorder
{
    public Node Node => node;

    /// <summary>The number among the call's outputs.</summary>
    public int Index => index;

    public override string Origin => $"{node.Layer.Name}[{Text.Of(node.Index)}][{Text.Of(index)}]";

    /// <summary>The place of a symbolic tensor; null for tensors with values.</summary>
    public static NodeOutput? Of(Tensor tensor) => tensor.Symbol as NodeOutput;

    public Tensors Record(RecordedOperation operation, ReadOnlySpan<Tensor> inputs)
    {
        var layer = new OperationLayer(operation, inputs);
        return layer.CallAll(inputs.ToArray().Where(input => input.Symbol is NodeOutput).ToArray());
    }
}
