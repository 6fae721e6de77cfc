using System.Text;
using Sharpkeras.Saving;
using SkiaSharp;

namespace Sharpkeras.Plots;

/// <summary>A diagram of a model: a box for each layer, and arrows along which tensors go.</summary>
public sealed class ModelDiagram
{
    private const float Padding = 10, Line = 18, Edge = 12;

    private readonly DiagramGraph graph;
    private readonly string[][] lines;

    internal ModelDiagram(DiagramGraph graph, bool showShapes, bool showLayerNames)
    {
        this.graph = graph;
        lines = [.. graph.Boxes.Select(box => Lines(box, showShapes, showLayerNames))];
        Figure = Draw();
    }

    /// <summary>The picture.</summary>
    public Figure Figure { get; }

    /// <summary>The diagram as an SVG document.</summary>
    public string ToSvg() => Figure.ToSvg();

    /// <summary>The diagram as a PNG file.</summary>
    public byte[] ToPng() => Figure.ToPng();

    /// <summary>The diagram in the language of Graphviz: <c>dot -Tpdf model.dot -o model.pdf</c>.</summary>
    public string ToDot()
    {
        var text = new StringBuilder("digraph ").Append(Quoted(graph.Name)).Append(" {\n  node [shape=box, fontname=\"Helvetica\"];\n");
        for (int i = 0; i < lines.Length; i++)
        {
            text.Append("  n").Append(Diagnostics.Text.Of(i)).Append(" [label=").Append(Quoted(string.Join('\n', lines[i]))).Append("];\n");
        }

        foreach ((int from, int to) in graph.Arrows)
        {
            text.Append("  n").Append(Diagnostics.Text.Of(from)).Append(" -> n").Append(Diagnostics.Text.Of(to)).Append(";\n");
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>Writes the diagram into a file, whole or not at all.</summary>
    /// <param name="path">A path that ends in <c>.svg</c>, <c>.png</c> or <c>.dot</c>, in a folder that exists.</param>
    /// <exception cref="ArgumentException">The path has another ending.</exception>
    /// <exception cref="Diagnostics.ModelFileException">The path cannot be written; an earlier file is still whole.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".svg" or ".png": Figure.Save(path); break;
            case ".dot": AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(ToDot()))); break;
            default: throw new ArgumentException($"diagram — the ending of the path names the format, .svg, .png or .dot. Received '{path}'.", nameof(path));
        }
    }

    private static string[] Lines(DiagramBox box, bool showShapes, bool showLayerNames)
    {
        List<string> lines = [showLayerNames ? $"{box.Name} ({box.ClassName})" : box.ClassName];
        if (showShapes)
        {
            lines.Add("output: " + box.ShapeText);
        }

        return [.. lines];
    }

    private static string Quoted(string text) => '"' + text.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal) + '"';

    private Figure Draw()
    {
        using SKFont font = Letters.Font(13);
        float[] widths = [.. lines.Select(box => box.Max(line => font.MeasureText(line)) + (2 * Padding))];
        float height = (lines.Length == 0 ? 0 : lines.Max(box => box.Length) * Line) + Padding;
        var layout = new DiagramLayout(graph, widths, height);
        return new Figure((int)Math.Ceiling(layout.Width + (2 * Edge)), (int)Math.Ceiling(layout.Height + (2 * Edge)), canvas =>
        {
            canvas.Translate(Edge, Edge);
            foreach (int[] path in layout.Paths)
            {
                Arrow(canvas, layout, path, height);
            }

            for (int i = 0; i < lines.Length; i++)
            {
                Box(canvas, lines[i], SKRect.Create(layout.Center(i) - (widths[i] / 2), layout.Top(i), widths[i], height));
            }
        });
    }

    private static void Box(SKCanvas canvas, string[] lines, SKRect place)
    {
        using var fill = new SKPaint { Color = new SKColor(0xEA, 0xF1, 0xFA) };
        using var frame = new SKPaint { Color = new SKColor(0x3B, 0x5B, 0x86), IsStroke = true, StrokeWidth = 1.2f, IsAntialias = true };
        using var ink = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        using SKFont font = Letters.Font(13);
        canvas.DrawRect(place, fill);
        canvas.DrawRect(place, frame);
        for (int i = 0; i < lines.Length; i++)
        {
            canvas.DrawText(lines[i], place.MidX, place.Top + (Padding / 2) + ((i + 1) * Line) - 5, SKTextAlign.Center, font, ink);
        }
    }

    /// <summary>From the bottom of a box, straight through the passing places of the rows between, to the top of another.</summary>
    private static void Arrow(SKCanvas canvas, DiagramLayout layout, int[] path, float height)
    {
        const float Head = 5;
        using var ink = new SKPaint { Color = new SKColor(0x44, 0x44, 0x44), IsStroke = true, StrokeWidth = 1.2f, IsAntialias = true };
        using var line = new SKPath();
        line.MoveTo(layout.Center(path[0]), layout.Top(path[0]) + height);
        for (int i = 1; i < path.Length; i++)
        {
            float x = layout.Center(path[i]), y = layout.Top(path[i]), before = layout.Center(path[i - 1]);
            line.CubicTo(before, y - (DiagramLayout.Down / 2), x, y - (DiagramLayout.Down / 2), x, y);
            if (i < path.Length - 1)
            {
                line.LineTo(x, y + height);
            }
        }

        canvas.DrawPath(line, ink);
        float end = layout.Center(path[^1]), top = layout.Top(path[^1]);
        using var head = new SKPath();
        head.MoveTo(end, top);
        head.LineTo(end - Head, top - (2 * Head));
        head.LineTo(end + Head, top - (2 * Head));
        head.Close();
        ink.IsStroke = false;
        canvas.DrawPath(head, ink);
    }
}
