using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;

namespace Sharpkeras.Models;

/// <summary>
/// The columns of a summary. A functional model whose layers do not simply follow each other has one more, with what each is connected to
/// (keras/src/utils/summary_utils.py).
/// </summary>
internal sealed class SummaryColumns
{
    private readonly Network? network;
    private readonly bool showTrainable;

    /// <param name="model">The model.</param>
    /// <param name="showTrainable">Whether there is a column with what is trained.</param>
    public SummaryColumns(Model model, bool showTrainable)
    {
        this.showTrainable = showTrainable;
        network = model is Functional { Network: { } own } && !IsChain(own) ? own : null;
    }

    /// <summary>The table.</summary>
    /// <param name="lineLength">The characters of a line.</param>
    /// <param name="positions">Where the columns end, as shares of the line; null for Keras's.</param>
    /// <exception cref="ArgumentException">The line is too short, or there is not one position for each column.</exception>
    public TextTable Table(int lineLength, double[]? positions)
    {
        List<(string Title, TextTable.Alignment Alignment)> columns =
        [
            ("Layer (type)", TextTable.Alignment.Left),
            ("Output Shape", TextTable.Alignment.Left),
            ("Param #", TextTable.Alignment.Right),
        ];
        double[] ends = positions ?? (network == null ? [0.45, 0.80, 1.0] : [0.3, 0.56, 0.74, 1.0]);
        if (network != null)
        {
            columns.Add(("Connected to", TextTable.Alignment.Left));
        }

        if (showTrainable)
        {
            ends = [.. ends.Select(end => end * 0.9), 1.0];
            columns.Add(("Trainable", TextTable.Alignment.Center));
        }

        if (ends.Length != columns.Count)
        {
            throw new ArgumentException(
                $"summary — positions has one number for each of the {Text.Of(columns.Count - (showTrainable ? 1 : 0))} columns. Received {Text.Of(positions!.Length)}.", nameof(positions));
        }

        int[] fitted = TextTable.Fit(Widths(ends, lineLength), lineLength);
        return new TextTable([.. columns.Zip(fitted, (column, width) => new TextTable.Column(column.Title, width, column.Alignment))]);
    }

    /// <summary>A layer's row.</summary>
    public List<string> Row(Layer layer, string prefix)
    {
        List<string> cells = [$"{prefix}{layer.Name} ({layer.ClassName})", ShapeOf(layer), layer.Built ? Summary.Count(layer.CountParams()) : "0 (unbuilt)"];
        if (network != null)
        {
            cells.Add(Connections(layer, network));
        }

        if (showTrainable)
        {
            cells.Add(layer.Weights.Count == 0 ? "-" : layer.Trainable ? "Y" : "N");
        }

        return cells;
    }

    /// <summary>Whether each layer is called once, on the output of the one before.</summary>
    private static bool IsChain(Network network) =>
        network.ByDepth.All(depth => depth.Count() == 1 && depth.First().Inputs.Count <= 1)
        && network.Nodes.Select(node => node.Layer).Distinct().Count() == network.Nodes.Count;

    private static int[] Widths(double[] ends, int lineLength)
    {
        int[] widths = new int[ends.Length];
        int current = 0;
        for (int i = 0; i < ends.Length; i++)
        {
            widths[i] = (int)(ends[i] * lineLength) - current;
            current += widths[i];
            if (widths[i] < 4)
            {
                throw new ArgumentOutOfRangeException(nameof(lineLength), $"summary — the line is too short for the table. Received {Text.Of(lineLength)}.");
            }
        }

        return widths;
    }

    private static string Connections(Layer layer, Network network)
    {
        string all = string.Join(", ", layer.Nodes.Where(network.Contains).SelectMany(node => node.Inputs).Select(input => NodeOutput.Of(input)!.Origin));
        return all.Length > 0 ? all : "-";
    }

    private static string ShapeOf(Layer layer) => layer.OutputShapes switch
    {
        null => "?",
        [var one] => Of(one),
        { } several => "[" + string.Join(", ", several.Select(Of)) + "]",
    };

    private static string Of(Shape shape) =>
        "(" + string.Join(", ", shape.ToArray().Select(dimension => dimension < 0 ? "None" : Text.Of(dimension))) + ")";
}
