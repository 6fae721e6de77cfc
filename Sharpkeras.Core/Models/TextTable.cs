using System.Text;

namespace Sharpkeras.Models;

/// <summary>
/// A table with lines around each cell, laid out like the one that Keras prints: words wrap, words that are too long end in "…".
/// </summary>
internal sealed class TextTable(IReadOnlyList<TextTable.Column> columns)
{
    private readonly List<IReadOnlyList<string>> rows = [];

    /// <summary>Where a cell's text stands.</summary>
    public enum Alignment
    {
        /// <summary>At the left.</summary>
        Left,

        /// <summary>At the right.</summary>
        Right,

        /// <summary>In the middle.</summary>
        Center,
    }

    public void Add(IReadOnlyList<string> cells) => rows.Add(cells);

    /// <summary>The widths of columns with padding, cut evenly so that all fit into a line with their borders.</summary>
    public static int[] Fit(IReadOnlyList<int> contentWidths, int lineLength)
    {
        int[] widths = contentWidths.Select(width => width + 2).ToArray();
        int excess = widths.Sum() + widths.Length + 1 - lineLength;
        for (int i = 0; i < widths.Length && excess > 0; i++)
        {
            int cut = Math.Min(widths[i], (int)Math.Round((double)excess / (widths.Length - i), MidpointRounding.ToEven));
            widths[i] -= cut;
            excess -= cut;
        }

        return widths;
    }

    public string Render()
    {
        var builder = new StringBuilder();
        Line(builder, '┏', '━', '┳', '┓');
        Row(builder, columns.Select(column => column.Header).ToArray(), '┃');
        Line(builder, '┡', '━', '╇', '┩');
        for (int i = 0; i < rows.Count; i++)
        {
            if (i > 0)
            {
                Line(builder, '├', '─', '┼', '┤');
            }

            Row(builder, rows[i], '│');
        }

        Line(builder, '└', '─', '┴', '┘');
        return builder.ToString();
    }

    private static List<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        string line = "";
        foreach (string word in Words(text))
        {
            if (line.Length > 0 && line.Length + word.TrimEnd().Length > width)
            {
                lines.Add(line.TrimEnd());
                line = "";
            }

            line += word;
        }

        lines.Add(line.TrimEnd());
        return lines.Select(each => each.Length > width ? each[..(width - 1)] + "…" : each).ToList();
    }

    /// <summary>The words with the blanks around them: leading blanks belong to the first, trailing ones to each.</summary>
    private static IEnumerable<string> Words(string text)
    {
        int start = 0;
        while (start < text.Length)
        {
            int end = start;
            while (end < text.Length && text[end] == ' ')
            {
                end++;
            }

            while (end < text.Length && text[end] != ' ')
            {
                end++;
            }

            while (end < text.Length && text[end] == ' ')
            {
                end++;
            }

            yield return text[start..end];
            start = end;
        }
    }

    private void Line(StringBuilder builder, char left, char fill, char middle, char right)
    {
        for (int i = 0; i < columns.Count; i++)
        {
            builder.Append(i == 0 ? left : middle).Append(fill, columns[i].Width);
        }

        builder.Append(right).Append('\n');
    }

    private void Row(StringBuilder builder, IReadOnlyList<string> cells, char border)
    {
        List<string>[] wrapped = cells.Select((cell, i) => Wrap(cell, columns[i].Width - 2)).ToArray();
        for (int line = 0; line < wrapped.Max(lines => lines.Count); line++)
        {
            for (int i = 0; i < columns.Count; i++)
            {
                string text = line < wrapped[i].Count ? wrapped[i][line] : "";
                builder.Append(border).Append(' ').Append(columns[i].Align(text)).Append(' ');
            }

            builder.Append(border).Append('\n');
        }
    }

    /// <summary>A column: its title, its width with padding, and where its text stands.</summary>
    public sealed record Column(string Header, int Width, Alignment Alignment)
    {
        /// <summary>The text in the width of the cell.</summary>
        public string Align(string text)
        {
            int width = Width - 2;
            return Alignment switch
            {
                Alignment.Left => text.PadRight(width),
                Alignment.Right => text.PadLeft(width),
                _ => text.PadLeft(text.Length + ((width - text.Length) / 2)).PadRight(width),
            };
        }
    }
}
