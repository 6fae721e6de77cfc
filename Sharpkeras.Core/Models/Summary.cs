using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;

namespace Sharpkeras.Models;

/// <summary>The table of a model's layers, as Keras prints it.</summary>
internal static class Summary
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB"];

    public static string Of(Model model, SummaryOptions options)
    {
        var columns = new SummaryColumns(model, options.ShowTrainable);
        TextTable table = columns.Table(options.LineLength, options.Positions);
        IReadOnlyList<Layer> layers = model is Functional functional ? functional.Network.Operations : model.Layers;
        foreach (Layer layer in InRange(layers, options.LayerRange))
        {
            AddRows(table, columns, layer, 0, options.ExpandNested);
        }

        var builder = new StringBuilder();
        builder.Append("Model: \"").Append(model.Name).Append("\"\n").Append(table.Render());
        AddCounts(builder, model);
        return builder.ToString();
    }

    private static void AddRows(TextTable table, SummaryColumns columns, Layer layer, int level, bool expandNested)
    {
        table.Add(columns.Row(layer, level == 0 ? "" : string.Concat(Enumerable.Repeat("   ", level)) + "└ "));
        if (expandNested && layer is Model nested)
        {
            foreach (Layer inner in nested.Layers)
            {
                AddRows(table, columns, inner, level + 1, expandNested);
            }
        }
    }

    /// <summary>The layers from the first whose name begins with one pattern to the last whose name begins with the other, in either order.</summary>
    private static IEnumerable<Layer> InRange(IReadOnlyList<Layer> layers, (string First, string Last)? range)
    {
        if (range is not { } names)
        {
            return layers;
        }

        int[] first = Matches(layers, names.First);
        int[] last = Matches(layers, names.Last);
        (int begin, int end) = first[0] > last[^1] ? (last[0], first[^1]) : (first[0], last[^1]);
        return layers.Skip(begin).Take(end - begin + 1);
    }

    private static int[] Matches(IReadOnlyList<Layer> layers, string pattern)
    {
        var expression = new Regex($"^(?:{pattern})", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        int[] matches = [.. Enumerable.Range(0, layers.Count).Where(i => expression.IsMatch(layers[i].Name))];
        return matches.Length > 0 ? matches : throw new ArgumentException(
            $"summary — no layer of layerRange has that name. {Nearest.Describe(pattern, layers.Select(layer => layer.Name))}");
    }

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

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

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
