using Sharpkeras.Layers;
using Sharpkeras.Models;

namespace Sharpkeras.Plots;

/// <summary>What a diagram shows: layers, and from which to which tensors go. Arrows lead forward in the list of boxes.</summary>
internal sealed record DiagramGraph(string Name, IReadOnlyList<DiagramBox> Boxes, IReadOnlyList<(int From, int To)> Arrows)
{
    /// <summary>The layers of a model: a chain for <see cref="Sequential"/>, the graph for functional ones; models of one's own tell only which layers they hold.</summary>
    public static DiagramGraph Of(Model model)
    {
        if (model is Functional functional)
        {
            return Of(functional);
        }

        Layer[] layers = model is Sequential { InputLayer: { } input } ? [input, .. model.Layers] : [.. model.Layers];
        bool chain = model is Sequential;
        return new DiagramGraph(
            model.Name,
            [.. layers.Select(Box)],
            chain ? [.. Enumerable.Range(0, Math.Max(0, layers.Length - 1)).Select(i => (i, i + 1))] : []);
    }

    /// <summary>A layer that is called again on what comes from itself has no arrow for that.</summary>
    private static DiagramGraph Of(Functional model)
    {
        Layer[] layers = [.. model.Network.Operations];
        IEnumerable<(int From, int To)> arrows =
            from node in model.Network.Nodes
            from parent in node.Parents
            select (Array.IndexOf(layers, parent.Layer), Array.IndexOf(layers, node.Layer));
        return new DiagramGraph(model.Name, [.. layers.Select(Box)], [.. arrows.Where(arrow => arrow.From < arrow.To).Distinct().OrderBy(arrow => arrow.To)]);
    }

    private static DiagramBox Box(Layer layer) =>
        new(layer.Name, layer.ClassName, layer is InputLayer input ? input.BatchShape : layer.OutputShape);
}
