using System.Text.RegularExpressions;
using System.Xml.Linq;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Plots;
using Sharpkeras.Tests.Support;
using SkiaSharp;

namespace Sharpkeras.Tests.Plots;

/// <summary>Diagrams of models: a box for each layer with its shape, arrows, and the same for Graphviz.</summary>
[TestFixture]
public sealed class ModelDiagramTests
{
    [Test]
    public void A_chain_is_a_box_below_the_other()
    {
        Sequential model = SmallModels.LeNet("net");
        ModelDiagram diagram = Plot.PlotModel(model);
        using SKBitmap picture = PlotTests.Look(diagram.Figure);
        string[] texts = PlotTests.Texts(diagram.Figure);
        Assert.That(texts, Has.Length.EqualTo(18), "two lines for the input and each of eight layers");
        Assert.That(texts, Does.Contain("output: (None, 32, 32, 1)").And.Contain("output: (None, 28, 28, 6)").And.Contain("output: (None, 10)"));
        Assert.That(texts, Does.Contain($"{model.Layers[0].Name} (Conv2D)"));
        Assert.That(picture.Height, Is.GreaterThan(10 * 40));
        Assert.That(PlotTests.Texts(Plot.PlotModel(model, showShapes: false, showLayerNames: false).Figure)[1], Is.EqualTo("Conv2D"));
    }

    [Test]
    public void Graphvizs_text_has_the_boxes_and_arrows()
    {
        string dot = Plot.PlotModel(new Sequential([new InputLayer([3], name: "in"), new Dense(2, name: "out")], name: "a \"net\"")).ToDot();
        Assert.That(dot, Is.EqualTo("""
            digraph "a \"net\"" {
              node [shape=box, fontname="Helvetica"];
              n0 [label="in (InputLayer)\noutput: (None, 3)"];
              n1 [label="out (Dense)\noutput: (None, 2)"];
              n0 -> n1;
            }

            """));
    }

    /// <summary>A graph with a branch, a long way around, and two ends, as functional models have them.</summary>
    [Test]
    public void Arrows_go_around_boxes()
    {
        DiagramGraph graph = Branches();
        float[] widths = [.. graph.Boxes.Select(_ => 100f)];
        var layout = new DiagramLayout(graph, widths, 40);
        for (int i = 0; i < graph.Arrows.Count; i++)
        {
            (int from, int to) = graph.Arrows[i];
            Assert.That(layout.Top(to), Is.GreaterThanOrEqualTo(layout.Top(from) + 40), "arrows lead down");
            Assert.That((layout.Paths[i][0], layout.Paths[i][^1]), Is.EqualTo((from, to)));
            foreach (int passing in layout.Paths[i][1..^1])
            {
                IEnumerable<int> crossed = Enumerable.Range(0, graph.Boxes.Count).Where(box =>
                    layout.Top(box) == layout.Top(passing) && Math.Abs(layout.Center(box) - layout.Center(passing)) < 50);
                Assert.That(crossed, Is.Empty, "an arrow passes a row beside the boxes");
            }
        }

        Assert.That(layout.Paths.Max(path => path.Length), Is.GreaterThan(2), "an arrow passes rows");
        for (int a = 0; a < graph.Boxes.Count; a++)
        {
            for (int b = 0; b < a; b++)
            {
                Assert.That(layout.Top(a) != layout.Top(b) || Math.Abs(layout.Center(a) - layout.Center(b)) >= 100, "boxes do not overlap");
            }
        }
    }

    [Test]
    public void A_graph_is_drawn_whole()
    {
        var diagram = new ModelDiagram(Branches(), showShapes: true, showLayerNames: true);
        using SKBitmap picture = PlotTests.Look(diagram.Figure);
        XElement svg = XDocument.Parse(diagram.ToSvg()).Root!;
        Assert.That(svg.Descendants().Count(item => item.Name.LocalName == "path"), Is.EqualTo(2 * Branches().Arrows.Count), "a line and a head for each arrow");
        Assert.That(Regex.Count(diagram.ToDot(), "->"), Is.EqualTo(Branches().Arrows.Count));
    }

    [Test]
    public void Files_are_of_the_format_of_their_name()
    {
        using var folder = new TemporaryFolder();
        ModelDiagram diagram = Plot.PlotModel(SmallModels.Mlp());
        Array.ForEach(["m.svg", "m.png", "m.dot"], name => diagram.Save(folder.File(name)));
        Assert.That(File.ReadAllText(folder.File("m.dot")), Is.EqualTo(diagram.ToDot()));
        Assert.That(File.ReadAllBytes(folder.File("m.png")), Is.EqualTo(diagram.ToPng()));
        Assert.That(XDocument.Load(folder.File("m.svg")).Root!.Name.LocalName, Is.EqualTo("svg"));
        Assert.That(() => diagram.Save(folder.File("m.pdf")), Throws.ArgumentException.With.Message.Contains(".dot"));
        Assert.That(() => Plot.PlotModel(new Sequential()), Throws.ArgumentException.With.Message.Contains("no layers"));
    }

    [Test]
    public void Models_of_ones_own_have_boxes_without_arrows()
    {
        var model = new TwoOutputs();
        string dot = Plot.PlotModel(model).ToDot();
        Assert.That(dot, Does.Contain("Dense").And.Not.Contain("->"));
    }

    [Test]
    public void A_functional_model_has_its_arrows()
    {
        Tensor image = Keras.Input([4], name: "image");
        var shared = new Dense(4, name: "shared");
        Tensor once = shared.Call(image);
        var model = new Functional(image, new Add(name: "join").Call([shared.Call(once), image]));
        DiagramGraph graph = DiagramGraph.Of(model);
        string[] names = [.. graph.Boxes.Select(box => box.Name)];
        Assert.That(graph.Arrows.Select(arrow => $"{names[arrow.From]} {names[arrow.To]}"), Is.EquivalentTo(new[] { "image shared", "shared join", "image join" }));
        Assert.That(Plot.PlotModel(model).ToDot(), Does.Contain("join").And.Contain("->"));
    }

    internal static DiagramGraph Branches() => new(
        "branches",
        [.. new[] { "image", "left", "right", "deep", "join", "class", "number" }.Select(name => new DiagramBox(name, name == "image" ? "InputLayer" : "Dense", [-1, 8]))],
        [(0, 1), (0, 2), (2, 3), (1, 4), (3, 4), (0, 4), (4, 5), (4, 6), (0, 6)]);
}
