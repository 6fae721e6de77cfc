using System.Text;

namespace Sharpkeras;

/// <summary>
/// Lays the elements of an array out in brackets and columns, as NumPy's <c>array2string</c> does: lines of at most 75 characters, an
/// empty line more between the parts of each further axis, dots in the middle of long axes of large arrays.
/// </summary>
internal sealed class ArrayText
{
    /// <summary>How many elements are printed before and after the dots.</summary>
    public const int EdgeItems = 3;

    private const int LineWidth = 75;

    private readonly HostArray array;
    private readonly Shape full;
    private readonly bool summarise;
    private readonly ElementFormat format;

    /// <summary>The elements to print, and the shape that they stand for: longer axes are shown with dots when it is summarised.</summary>
    public ArrayText(HostArray array, Shape full, bool summarise)
    {
        this.array = array;
        this.full = full;
        this.summarise = summarise;
        format = ElementFormat.Of(array);
    }

    public override string ToString()
    {
        if (full.Length == 0)
        {
            return "[]";
        }

        return full.Rank == 0 ? format.Single() : Part(0, 0, " ", LineWidth);
    }

    private string Part(int axis, int offset, string indent, int width)
    {
        string content = axis == full.Rank - 1 ? Row(offset, indent, width) : Block(axis, offset, indent, width);
        return "[" + content[indent.Length..] + "]";
    }

    private string Row(int offset, string indent, int width)
    {
        var text = new StringBuilder();
        var line = new StringBuilder(indent);
        int length = array.Shape[^1];
        for (int i = 0; i < length; i++)
        {
            if (i == EdgeItems && HasDots(full.Rank - 1))
            {
                Extend(text, line, "...", width - 1, indent);
                line.Append(' ');
            }

            Extend(text, line, format.Element(offset + i), width - 1, indent);
            line.Append(i < length - 1 ? " " : "");
        }

        return text.Append(line).ToString();
    }

    private string Block(int axis, int offset, string indent, int width)
    {
        var text = new StringBuilder();
        string gap = new('\n', full.Rank - axis - 1);
        int length = array.Shape[axis];
        int step = (int)array.Shape[(axis + 1)..].Length;
        for (int i = 0; i < length; i++)
        {
            if (i == EdgeItems && HasDots(axis))
            {
                text.Append(indent).Append("...").Append(gap);
            }

            text.Append(indent).Append(Part(axis + 1, offset + (i * step), indent + " ", width - 1)).Append(i < length - 1 ? gap : "");
        }

        return text.ToString();
    }

    private bool HasDots(int axis) => summarise && full[axis] > 2 * EdgeItems;

    /// <summary>Adds a word to the line, or begins another line where it does not fit.</summary>
    private static void Extend(StringBuilder text, StringBuilder line, string word, int width, string indent)
    {
        if (line.Length + word.Length > width && line.Length > indent.Length)
        {
            text.Append(line.ToString().TrimEnd()).Append('\n');
            line.Clear().Append(indent);
        }

        line.Append(word);
    }
}
