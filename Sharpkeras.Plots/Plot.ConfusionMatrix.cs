using Sharpkeras.Diagnostics;
using SkiaSharp;

namespace Sharpkeras.Plots;

/// <summary>How often each class is taken for each.</summary>
public static partial class Plot
{
    private const int Cell = 44;

    /// <summary>Counts and draws how often each class was predicted as each.</summary>
    /// <param name="labels">The true classes from 0, [samples], whole numbers.</param>
    /// <param name="predictions">The predicted classes, [samples], whole numbers; or a score for each class, [samples, classes], of which the largest counts.</param>
    /// <param name="classes">The names of the classes; null for their numbers.</param>
    /// <param name="title">What stands above.</param>
    /// <exception cref="ArgumentException">The shapes or types do not fit, a label is negative, or there are fewer names than classes.</exception>
    /// <example><code>Plot.ConfusionMatrix(test.Labels, model.Predict(test.Images)).Save("confusion.png");</code></example>
    public static Figure ConfusionMatrix(Tensor labels, Tensor predictions, IReadOnlyList<string>? classes = null, string? title = null)
    {
        using var scope = new TensorScope();
        Tensor picked = predictions.Rank == 2 ? Ops.ArgMax(predictions, -1) : predictions;
        if (labels.Rank != 1 || picked.Rank != 1 || labels.Shape[0] != picked.Shape[0] || labels.Shape[0] == 0)
        {
            throw new ShapeException(
                $"confusion matrix — needs labels [samples] and predictions [samples] or [samples, classes]. Received {labels.Shape} and {predictions.Shape}.");
        }

        int[] truth = Whole(labels), taken = Whole(picked);
        int count = Math.Max(Math.Max(truth.Max(), taken.Max()) + 1, classes?.Count ?? 0);
        if (predictions.Rank == 2)
        {
            count = Math.Max(count, predictions.Shape[1]);
        }

        if (truth.Min() < 0 || taken.Min() < 0 || count > 200 || (classes != null && classes.Count < count))
        {
            throw new ArgumentException(
                $"confusion matrix — classes are numbers from 0, at most 200, each with a name where names are given. Received {Text.Of(Math.Min(truth.Min(), taken.Min()))} to {Text.Of(count - 1)}, and {Text.Of(classes?.Count ?? 0)} names.");
        }

        int[,] counts = new int[count, count];
        for (int i = 0; i < truth.Length; i++)
        {
            counts[truth[i], taken[i]]++;
        }

        return Matrix(counts, classes ?? [.. Enumerable.Range(0, count).Select(i => Text.Of(i))], title);
    }

    private static int[] Whole(Tensor classes) => classes.DType is DType.Float32 or DType.Float64 or DType.Bool
        ? throw new DTypeException($"confusion matrix — classes are whole numbers. Received {classes.DType.KerasName()}; cast them.")
        : classes.To(Device.Cpu).Cast(DType.Int32).ToArray<int>();

    private static Figure Matrix(int[,] counts, IReadOnlyList<string> classes, string? title)
    {
        int count = counts.GetLength(0);
        using SKFont measure = Letters.Font(LabelSize);
        int left = Margin + 24 + (int)classes.Max(name => measure.MeasureText(name)), top = Margin + 30 + (title == null ? 0 : 26);
        int side = count * Cell;
        return new Figure(left + side + Margin, top + side + Margin, canvas =>
        {
            using var ink = new SKPaint { Color = SKColors.Black, IsAntialias = true };
            using SKFont titles = Letters.Font(TitleSize), labels = Letters.Font(LabelSize);
            canvas.DrawText(title ?? "", left + (side / 2f), Margin + TitleSize, SKTextAlign.Center, titles, ink);
            canvas.DrawText("predicted", left + (side / 2f), top - 22, SKTextAlign.Center, labels, ink);
            int state = canvas.Save();
            canvas.RotateDegrees(-90, Margin + 8, top + (side / 2f));
            canvas.DrawText("true", Margin + 8, top + (side / 2f), SKTextAlign.Center, labels, ink);
            canvas.RestoreToCount(state);
            for (int row = 0; row < count; row++)
            {
                canvas.DrawText(classes[row], left - 6, top + (row * Cell) + (Cell / 2f) + 4, SKTextAlign.Right, labels, ink);
                canvas.DrawText(Cut(classes[row], labels), left + (row * Cell) + (Cell / 2f), top - 6, SKTextAlign.Center, labels, ink);
                DrawRow(canvas, counts, row, left, top + (row * Cell), labels);
            }
        });
    }

    /// <summary>The darker a cell, the larger its share of the row, which is the class's samples.</summary>
    private static void DrawRow(SKCanvas canvas, int[,] counts, int row, int left, int top, SKFont font)
    {
        int size = counts.GetLength(1);
        double all = Math.Max(1, Enumerable.Range(0, size).Sum(column => counts[row, column]));
        for (int column = 0; column < size; column++)
        {
            double share = counts[row, column] / all;
            byte pale = (byte)(255 - (share * 215));
            using var fill = new SKPaint { Color = new SKColor(pale, (byte)(255 - (share * 170)), (byte)(255 - (share * 95))) };
            using var ink = new SKPaint { Color = share > 0.5 ? SKColors.White : SKColors.Black, IsAntialias = true };
            canvas.DrawRect(left + (column * Cell), top, Cell - 1, Cell - 1, fill);
            canvas.DrawText(Text.Of(counts[row, column]), left + (column * Cell) + (Cell / 2f), top + (Cell / 2f) + 4, SKTextAlign.Center, font, ink);
        }
    }

    /// <summary>A name that fits above a column.</summary>
    private static string Cut(string name, SKFont font)
    {
        string text = name;
        while (text.Length > 1 && font.MeasureText(text.Length < name.Length ? text + "…" : text) > Cell - 2)
        {
            text = text[..^1];
        }

        return text.Length < name.Length ? text + "…" : text;
    }
}
