using System.Globalization;
using System.Text;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Summaries;

/// <summary>Pictures made of characters, for terminals: nothing is drawn, the texts are returned.</summary>
public static class TextPicture
{
    private const string Bars = "▁▂▃▄▅▆▇█";
    private const string Reset = "\u001b[0m";

    /// <summary>
    /// An image of half blocks, two rows of pixels in a line of text. With colours each character has the upper pixel's colour before the
    /// lower one's (24-bit codes of ANSI terminals); without them pixels brighter than the middle are set.
    /// </summary>
    /// <param name="image">
    /// [height, width] or [height, width, channels]: 1 channel is shown in grey from its least to its largest number, 3 as RGB from 0 to 1
    /// (uint8: 255).
    /// </param>
    /// <param name="columns">The most characters in a line, positive; a wider image is made smaller.</param>
    /// <param name="color">Whether codes for colours are written.</param>
    /// <exception cref="ArgumentException">The tensor is no image, or there are no columns.</exception>
    /// <example><code>Console.Write(TextPicture.Image(train.Images[0]));</code></example>
    public static string Image(Tensor image, int columns = 80, bool color = true)
    {
        Check.Positive(columns, nameof(columns), "text picture");
        Shape shape = image.Rank == 2 ? [image.Shape[0], image.Shape[1], 1] : image.Shape;
        if (shape.Rank != 3 || shape[2] is not (1 or 3) || shape.Length == 0)
        {
            throw new ShapeException($"text picture — an image has the shape [height, width] or [height, width, 1 or 3]. Received {image.Shape}.");
        }

        double[] values = image.To(Device.Cpu).Cast(DType.Float64).ToArray<double>();
        double[] finite = [.. values.Where(double.IsFinite)];
        bool grey = shape[2] == 1;
        double low = grey ? finite.DefaultIfEmpty(0).Min() : 0;
        double high = grey ? finite.DefaultIfEmpty(1).Max() : image.DType == DType.UInt8 ? 255 : 1;
        int width = Math.Min(columns, shape[1]), height = Math.Max(1, (int)Math.Round((double)shape[0] * width / shape[1]));

        double Level(int row, int column, int channel)
        {
            int y = (int)((long)row * shape[0] / height), x = (int)((long)column * shape[1] / width);
            double value = values[(((y * shape[1]) + x) * shape[2]) + (grey ? 0 : channel)];
            return high > low && !double.IsNaN(value) ? Math.Clamp((value - low) / (high - low), 0, 1) : 0;
        }

        return Lines(width, height, color, Level);
    }

    /// <summary>Numbers as a row of bars, from the least to the largest; what is not finite is a blank.</summary>
    /// <param name="values">The numbers, such as <c>history["loss"]</c>.</param>
    /// <param name="columns">The most characters, positive; of more numbers the means of neighbours are shown.</param>
    /// <exception cref="ArgumentException">There are no columns.</exception>
    /// <example><code>Console.WriteLine(TextPicture.Sparkline(history["loss"]));</code></example>
    public static string Sparkline(IReadOnlyList<double> values, int columns = 60)
    {
        ArgumentNullException.ThrowIfNull(values);
        int width = Math.Min(Check.Positive(columns, nameof(columns), "sparkline"), values.Count);
        double[] means = new double[width];
        for (int i = 0; i < width; i++)
        {
            int begin = (int)((long)i * values.Count / width), end = (int)((i + 1L) * values.Count / width);
            double[] part = [.. values.Skip(begin).Take(end - begin).Where(double.IsFinite)];
            means[i] = part.Length == 0 ? double.NaN : part.Average();
        }

        double[] finite = [.. means.Where(double.IsFinite)];
        double low = finite.DefaultIfEmpty(0).Min(), high = finite.DefaultIfEmpty(0).Max();
        return string.Concat(means.Select(mean => double.IsNaN(mean) ? ' '
            : Bars[high > low ? (int)Math.Min(Bars.Length - 1, (mean - low) / (high - low) * Bars.Length) : 0]));
    }

    private static string Lines(int width, int height, bool color, Func<int, int, int, double> level)
    {
        var text = new StringBuilder();
        for (int row = 0; row < height; row += 2)
        {
            for (int column = 0; column < width; column++)
            {
                bool last = row + 1 == height;
                if (color)
                {
                    text.Append("\u001b[38;2;").Append(Rgb(level, row, column)).Append('m');
                    text.Append(last ? "\u001b[49m" : "\u001b[48;2;" + Rgb(level, row + 1, column) + "m").Append('▀');
                }
                else
                {
                    text.Append((level(row, column, 0) > 0.5, !last && level(row + 1, column, 0) > 0.5) switch
                    {
                        (true, true) => '█',
                        (true, false) => '▀',
                        (false, true) => '▄',
                        _ => ' ',
                    });
                }
            }

            text.Append(color ? Reset : "").Append('\n');
        }

        return text.ToString();
    }

    private static string Rgb(Func<int, int, int, double> level, int row, int column) =>
        string.Join(';', Enumerable.Range(0, 3).Select(channel => ((int)Math.Round(level(row, column, channel) * 255)).ToString(CultureInfo.InvariantCulture)));
}
