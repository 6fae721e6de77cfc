using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;

namespace Sharpkeras.Models;

/// <summary>
/// The calls between the inputs and the outputs of a functional model, in an order in which they can be computed, and its layers in Keras's
/// order: by their distance from the outputs, the farthest first (keras/src/ops/function.py, <c>map_graph</c>).
/// </summary>
internal sealed class Network
{
    private readonly string model;
    private readonly HashSet<Tensor> inputs;
    private readonly List<Node> postOrder = [];
    private readonly HashSet<Node> found = [];
    private readonly Dictionary<Layer, int> firstSeen = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Node, int> depths = [];

    /// <summary>Finds the calls.</summary>
    /// <exception cref="ArgumentException">An output does not come from the inputs alone, an input leads nowhere, or two layers have one name.</exception>
    public Network(Tensors inputs, Tensors outputs, string model)
    {
        this.model = model;
        this.inputs = new HashSet<Tensor>(inputs, ReferenceEqualityComparer.Instance);
        foreach (Tensor output in outputs)
        {
            Visit(output, output);
        }

        foreach (Tensor input in inputs)
        {
            if (!found.Contains(NodeOutput.Of(input)!.Node))
            {
                throw new ArgumentException(
                    $"{model} — input {NodeOutput.Of(input)!.Node.Layer.Name} leads nowhere: no output depends on it. Leave it out, or connect it.");
            }
        }

        Operations = [.. Sorted()];
        Nodes = [.. postOrder.OrderByDescending(node => depths[node])];
        CheckNames();
    }

    /// <summary>The calls, in an order in which they can be computed.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>The layers, operations included, in Keras's order.</summary>
    public IReadOnlyList<Layer> Operations { get; }

    /// <summary>The numbers of calls at each distance from the outputs.</summary>
    public IEnumerable<IGrouping<int, Node>> ByDepth => Nodes.GroupBy(node => depths[node]);

    public bool Contains(Node node) => found.Contains(node);

    /// <summary>The calls of a layer that belong to this network, in order: their place here is their number in files.</summary>
    public IReadOnlyList<Node> NodesOf(Layer layer) => [.. layer.Nodes.Where(found.Contains)];

    /// <summary>Goes back from a tensor; a call comes after those that it needs. The recursion is written out: networks are deep.</summary>
    private void Visit(Tensor tensor, Tensor output)
    {
        var open = new Stack<(Node Node, int Next)>();
        Enter(tensor, output, open);
        while (open.TryPop(out var top))
        {
            if (top.Next < top.Node.Inputs.Count && !top.Node.Outputs.Any(inputs.Contains))
            {
                open.Push((top.Node, top.Next + 1));
                Enter(top.Node.Inputs[top.Next], output, open);
            }
            else
            {
                postOrder.Add(top.Node);
            }
        }
    }

    private void Enter(Tensor tensor, Tensor output, Stack<(Node Node, int Next)> open)
    {
        Node node = NodeOutput.Of(tensor)!.Node;
        if (!found.Add(node))
        {
            return;
        }

        if (node.IsInput && !inputs.Contains(tensor))
        {
            throw new ArgumentException(
                $"{model} — output {NodeOutput.Of(output)!.Origin} depends on {node.Layer.Name}, which is not among the inputs. "
                + $"Received the inputs {string.Join(", ", inputs.Select(input => NodeOutput.Of(input)!.Node.Layer.Name))}; add it to them.");
        }

        firstSeen.TryAdd(node.Layer, firstSeen.Count);
        open.Push((node, 0));
    }

    private IEnumerable<Layer> Sorted()
    {
        var layerDepths = new Dictionary<Layer, int>(ReferenceEqualityComparer.Instance);
        for (int i = postOrder.Count - 1; i >= 0; i--)
        {
            Node node = postOrder[i];
            int depth = Math.Max(depths.GetValueOrDefault(node), layerDepths.GetValueOrDefault(node.Layer));
            layerDepths[node.Layer] = depth;
            depths[node] = depth;
            foreach (Node parent in node.Parents.Where(found.Contains))
            {
                depths[parent] = Math.Max(depth + 1, depths.GetValueOrDefault(parent));
            }
        }

        return layerDepths.Keys.OrderByDescending(layer => layerDepths[layer]).ThenBy(layer => firstSeen[layer]);
    }

    private void CheckNames()
    {
        foreach (var same in Operations.GroupBy(layer => layer.Name).Where(group => group.Count() > 1))
        {
            throw new ArgumentException(
                $"{model} — layers need different names. Received {Text.Of(same.Count())} called '{same.Key}' ({string.Join(", ", same.Select(layer => layer.ClassName))}); give them others.");
        }
    }
}
