using Sharpkeras.Layers;

namespace Sharpkeras.Models;

/// <summary>
/// A model may begin at a tensor that other layers computed. It gets an input of its own there, and the calls behind it are made once more on
/// that, with the same layers.
/// </summary>
internal static class GraphCopy
{
    /// <summary>Inputs that come from input layers, and the outputs for them; what is so already stays the same.</summary>
    public static (Tensors Inputs, Tensors Outputs) FromInputs(Tensors inputs, Tensors outputs)
    {
        if (inputs.All(input => NodeOutput.Of(input)!.Node.IsInput))
        {
            return (inputs, outputs);
        }

        var copies = new Dictionary<Tensor, Tensor>(ReferenceEqualityComparer.Instance);
        foreach (Tensor input in inputs)
        {
            Node node = NodeOutput.Of(input)!.Node;
            copies.Add(input, node.IsInput ? input : new InputLayer(batchShape: input.Shape, dtype: input.DType).Symbol);
        }

        Tensor[] ends = [.. outputs.Select(output => Copy(output, copies))];
        return (inputs.Select(input => copies[input]).ToArray(), ends);
    }

    private static Tensor Copy(Tensor wanted, Dictionary<Tensor, Tensor> copies)
    {
        var open = new Stack<Tensor>([wanted]);
        while (open.TryPeek(out Tensor? tensor))
        {
            Node node = NodeOutput.Of(tensor)!.Node;
            Tensor[] missing = copies.ContainsKey(tensor) ? [] : [.. node.Inputs.Where(input => !copies.ContainsKey(input))];
            if (missing.Length > 0)
            {
                foreach (Tensor input in missing)
                {
                    open.Push(input);
                }

                continue;
            }

            open.Pop();
            if (!copies.ContainsKey(tensor))
            {
                Add(node, copies);
            }
        }

        return copies[wanted];
    }

    /// <summary>Input layers that are not among the inputs stay as they are, so that the network's check finds them.</summary>
    private static void Add(Node node, Dictionary<Tensor, Tensor> copies)
    {
        Tensors again = node.IsInput ? node.Outputs : node.Layer.CallAll(node.Inputs.Select(input => copies[input]).ToArray(), node.Arguments, node.Training);
        for (int i = 0; i < again.Count; i++)
        {
            copies.TryAdd(node.Outputs[i], again[i]);
        }
    }
}
