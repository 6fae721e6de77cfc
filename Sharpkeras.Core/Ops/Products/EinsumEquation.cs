using Sharpkeras.Diagnostics;

namespace Sharpkeras;

/// <summary>
/// The labels of an equation's operands and result, one for each axis. Axes that an ellipsis stands for have labels of their own, digits
/// that count from the last such axis, so that they are aligned at the end.
/// </summary>
internal sealed class EinsumEquation
{
    private const string Ellipsis = "...";

    private EinsumEquation(string[] operands, string result)
    {
        Operands = operands;
        Result = result;
    }

    public string[] Operands { get; }

    public string Result { get; }

    /// <summary>Reads an equation for operands of some shapes.</summary>
    /// <exception cref="ArgumentException">It is no equation, or does not fit the operands.</exception>
    public static EinsumEquation Parse(string subscripts, ReadOnlySpan<Tensor> operands)
    {
        string plain = subscripts.Replace(" ", "", StringComparison.Ordinal);
        string[] sides = plain.Split("->");
        string[] terms = sides[0].Split(',');
        if (sides.Length > 2 || terms.Length != operands.Length)
        {
            throw Wrong(subscripts, $"needs one term for each of the {Text.Of(operands.Length)} operands, and at most one result");
        }

        string elided = "";
        for (int i = 0; i < terms.Length; i++)
        {
            terms[i] = Expand(subscripts, terms[i], operands[i].Shape, ref elided);
        }

        string result = sides.Length == 2 ? ExpandResult(subscripts, sides[1], elided) : elided + Implied(terms);
        foreach (char label in result)
        {
            if (result.IndexOf(label) != result.LastIndexOf(label) || !terms.Any(term => term.Contains(label)))
            {
                throw Wrong(subscripts, $"the label '{label}' of the result must occur there once, and in an operand");
            }
        }

        if (elided.Any(label => !result.Contains(label)))
        {
            throw Wrong(subscripts, "the result must have the ellipsis of the operands");
        }

        return new EinsumEquation(terms, result);
    }

    /// <summary>Labels for all axes of an operand; <paramref name="elided"/> becomes those of the longest ellipsis so far.</summary>
    private static string Expand(string subscripts, string term, Shape shape, ref string elided)
    {
        int at = term.IndexOf(Ellipsis, StringComparison.Ordinal);
        string labels = at < 0 ? term : term.Remove(at, Ellipsis.Length);
        int hidden = shape.Rank - labels.Length;
        if (labels.Any(label => !char.IsAsciiLetter(label)))
        {
            throw Wrong(subscripts, $"labels are letters, in '{term}'");
        }

        if (at < 0 ? hidden != 0 : hidden < 0)
        {
            throw new ShapeException($"einsum — the term '{term}' of '{subscripts}' does not fit its operand. Received shape {shape}.");
        }

        if (at < 0)
        {
            return labels;
        }

        string digits = Digits(hidden);
        elided = digits.Length > elided.Length ? digits : elided;
        return labels.Insert(at, digits);
    }

    private static string ExpandResult(string subscripts, string term, string elided)
    {
        int at = term.IndexOf(Ellipsis, StringComparison.Ordinal);
        string labels = at < 0 ? term : term.Remove(at, Ellipsis.Length);
        if (labels.Any(label => !char.IsAsciiLetter(label)))
        {
            throw Wrong(subscripts, $"labels are letters, in '{term}'");
        }

        return at < 0 ? labels : labels.Insert(at, elided);
    }

    /// <summary>The labels that occur once, in alphabetical order.</summary>
    private static string Implied(string[] terms)
    {
        string all = string.Concat(terms);
        return string.Concat(all.Where(label => char.IsAsciiLetter(label) && all.IndexOf(label) == all.LastIndexOf(label)).Order());
    }

    private static string Digits(int count) => string.Concat(Enumerable.Range(0, count).Reverse());

    private static ArgumentException Wrong(string subscripts, string what) =>
        new($"einsum — {what}. Received '{subscripts}'; an equation looks like 'bij,bjk->bik'.", nameof(subscripts));
}
