using Sharpkeras.Models;

namespace Sharpkeras.Plots;

/// <summary>Diagrams of models.</summary>
public static partial class Plot
{
    /// <summary>
    /// A diagram of a model's layers and of where tensors go. A model of one's own does not tell in which order it calls its layers: it is shown
    /// without arrows.
    /// </summary>
    /// <param name="model">The model; where it is not built, shapes are not known.</param>
    /// <param name="showShapes">Whether each box tells the shape of what the layer gives.</param>
    /// <param name="showLayerNames">Whether each box tells the layer's name beside its class.</param>
    /// <exception cref="ArgumentException">The model has no layers.</exception>
    /// <example><code>Plot.PlotModel(model).Save("model.svg");</code></example>
    public static ModelDiagram PlotModel(Model model, bool showShapes = true, bool showLayerNames = true)
    {
        DiagramGraph graph = DiagramGraph.Of(model);
        return graph.Boxes.Count > 0
            ? new ModelDiagram(graph, showShapes, showLayerNames)
            : throw new ArgumentException($"plot model — {model.Name} has no layers. Add one first.", nameof(model));
    }
}
