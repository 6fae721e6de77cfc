using System.Globalization;
using System.Text;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;

namespace Sharpkeras.Models;

/// <summary>The table of a model's layers, as Keras prints it.</summary>
internal static class Summary
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB"];

    public static string Of(Model model, int lineLength, bool expandNested, bool showTrainable)
    {
        TextTable table = Table(lineLength, showTrainable);
        foreach (Layer layer in model.Layers)
        {
            AddRows(table, layer, 0, expandNested, showTrainable);
        }

        var builder = new StringBuilder();
        builder.Append("Model: \"").Append(model.Name).Append("\"\n").Append(table.Render());
        AddCounts(builder, model);
        return builder.ToString();
    }

    private static TextTable Table(int lineLength, bool showTrainable)
    {
        double[] ends = [0.45, 0.80, 1.0];
        if (showTrainable)
        {
            ends = [.. ends.Select(end => end * 0.9), 1.0];
        }

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

        int[] fitted = TextTable.Fit(widths, lineLength);
        List<TextTable.Column> columns =
        [
            new("Layer (type)", fitted[0], TextTable.Alignment.Left),
            new("Output Shape", fitted[1], TextTable.Alignment.Left),
            new("Param #", fitted[2], TextTable.Alignment.Right),
        ];
        if (showTrainable)
        {
            columns.Add(new("Trainable", fitted[3], TextTable.Alignment.Center));
        }

        return new TextTable(columns);
    }

    private static void AddRows(TextTable table, Layer layer, int level, bool expandNested, bool showTrainable)
    {
        string prefix = level == 0 ? "" : string.Concat(Enumerable.Repeat("   ", level)) + "└ ";
        List<string> cells = [$"{prefix}{layer.Name} ({layer.ClassName})", ShapeOf(layer), layer.Built ? Count(layer.CountParams()) : "0 (unbuilt)"];
        if (showTrainable)
        {
            cells.Add(layer.Weights.Count == 0 ? "-" : layer.Trainable ? "Y" : "N");
        }

        table.Add(cells);
        if (expandNested && layer is Model nested)
        {
            foreach (Layer inner in nested.Layers)
            {
                AddRows(table, inner, level + 1, expandNested, showTrainable);
            }
        }
    }

    private static string ShapeOf(Layer layer) => layer.OutputShape is { } shape
        ? "(" + string.Join(", ", shape.ToArray().Select(dimension => dimension < 0 ? "None" : Text.Of(dimension))) + ")"
        : "?";

    private static void AddCounts(StringBuilder builder, Model model)
    {
        IReadOnlyList<Variable> trainable = model.TrainableWeights;
        IReadOnlyList<Variable> others = model.NonTrainableWeights;
        (long optimizer, long optimizerBytes) = model.Compiled && model.Optimizer.Built ? OptimizerSize(model) : (0, 0);
        AddCount(builder, "Total", Elements(trainable) + Elements(others) + optimizer, Bytes(trainable) + Bytes(others) + optimizerBytes);
        AddCount(builder, "Trainable", Elements(trainable), Bytes(trainable));
        AddCount(builder, "Non-trainable", Elements(others), Bytes(others));
        if (optimizer > 0)
        {
            AddCount(builder, "Optimizer", optimizer, optimizerBytes);
        }
    }

    /// <summary>The state, and the numbers that Keras counts with it: the iteration (int64) and, without a schedule, the learning rate (float32).</summary>
    private static (long Elements, long Bytes) OptimizerSize(Model model)
    {
        IReadOnlyList<Variable> state = model.Optimizer.State;
        int rates = model.Optimizer.Schedule == null ? 1 : 0;
        return (Elements(state) + 1 + rates, Bytes(state) + sizeof(long) + (rates * sizeof(float)));
    }

    private static void AddCount(StringBuilder builder, string what, long elements, long bytes) =>
        builder.Append(' ').Append(what).Append(" params: ").Append(Count(elements)).Append(" (").Append(Memory(bytes)).Append(")\n");

    private static long Elements(IEnumerable<Variable> variables) => variables.Sum(variable => variable.Value.Length);

    private static long Bytes(IEnumerable<Variable> variables) => variables.Sum(variable => variable.Value.ByteLength);

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Memory(double bytes)
    {
        int unit = 0;
        while (bytes >= 1024 && unit < Units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        return bytes.ToString("F2", CultureInfo.InvariantCulture) + " " + Units[unit];
    }
}
