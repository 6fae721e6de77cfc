using System.Globalization;
using System.Text;
using Sharpkeras.Summaries;

namespace Sharpkeras.Models;

/// <summary>Histories as texts for terminals.</summary>
public static class HistoryText
{
    /// <summary>A line for the loss and each metric: its name, its course as a row of bars, its first and last number.</summary>
    /// <param name="history">What a training reported.</param>
    /// <param name="columns">The most bars, positive.</param>
    /// <exception cref="ArgumentException">There are no columns.</exception>
    /// <example><code>Console.Write(model.Fit(x, y, epochs: 10).Sparklines());</code></example>
    public static string Sparklines(this History history, int columns = 60)
    {
        int width = history.Names.Select(name => name.Length).DefaultIfEmpty(0).Max();
        var text = new StringBuilder();
        foreach (string name in history.Names)
        {
            IReadOnlyList<double> values = history[name];
            text.Append(name.PadRight(width)).Append("  ").Append(TextPicture.Sparkline(values, columns)).Append("  ")
                .Append(Number(values[0])).Append(" → ").Append(Number(values[^1])).Append('\n');
        }

        return text.ToString();
    }

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
