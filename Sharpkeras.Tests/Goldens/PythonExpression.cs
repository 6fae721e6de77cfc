using System.Globalization;
using System.Text.RegularExpressions;

namespace Sharpkeras.Tests.Goldens;

/// <summary>Arithmetic in Python's words, as the cases give a schedule: numbers, names, + − * / **, comparisons and <c>a if c else b</c>.</summary>
internal sealed partial class PythonExpression
{
    private readonly string[] tokens;
    private readonly Dictionary<string, double> names;
    private int at;

    private PythonExpression(string text, Dictionary<string, double> names)
    {
        tokens = [.. Token().Matches(text).Select(match => match.Value)];
        this.names = names;
    }

    /// <summary>A function of two variables.</summary>
    public static Func<int, double, double> Function(string text, string first, string second) =>
        (a, b) => new PythonExpression(text, new() { [first] = a, [second] = b }).Whole();

    private double Whole()
    {
        double value = Choice();
        return at == tokens.Length ? value : throw new FormatException($"'{tokens[at]}' is not understood");
    }

    private double Choice()
    {
        double value = Comparison();
        if (!Take("if"))
        {
            return value;
        }

        bool condition = Comparison() != 0;
        double other = Take("else") ? Choice() : throw new FormatException("an 'if' without 'else'");
        return condition ? value : other;
    }

    private double Comparison()
    {
        double left = Sum();
        foreach (string sign in (string[])["==", "!=", "<=", ">=", "<", ">"])
        {
            if (Take(sign))
            {
                double right = Sum();
                bool holds = sign switch
                {
                    "==" => left == right,
                    "!=" => left != right,
                    "<=" => left <= right,
                    ">=" => left >= right,
                    "<" => left < right,
                    _ => left > right,
                };
                return holds ? 1 : 0;
            }
        }

        return left;
    }

    private double Sum()
    {
        double value = Product();
        while (at < tokens.Length && tokens[at] is "+" or "-")
        {
            value = Take("+") ? value + Product() : Take("-") ? value - Product() : value;
        }

        return value;
    }

    private double Product()
    {
        double value = Power();
        while (at < tokens.Length && tokens[at] is "*" or "/" or "//" or "%")
        {
            string sign = tokens[at++];
            double right = Power();
            value = sign switch
            {
                "*" => value * right,
                "/" => value / right,
                "//" => Math.Floor(value / right),
                _ => value - (right * Math.Floor(value / right)),
            };
        }

        return value;
    }

    private double Power()
    {
        if (Take("-"))
        {
            return -Power();
        }

        double value = Atom();
        return Take("**") ? Math.Pow(value, Power()) : value;
    }

    private double Atom()
    {
        string token = at < tokens.Length ? tokens[at++] : throw new FormatException("the expression ends too early");
        if (token == "(")
        {
            double inner = Choice();
            return Take(")") ? inner : throw new FormatException("a parenthesis is not closed");
        }

        return names.TryGetValue(token, out double value) ? value : double.Parse(token, CultureInfo.InvariantCulture);
    }

    private bool Take(string token)
    {
        bool found = at < tokens.Length && tokens[at] == token;
        at += found ? 1 : 0;
        return found;
    }

    [GeneratedRegex(@"[0-9]*\.?[0-9]+(e[+-]?[0-9]+)?|[A-Za-z_][A-Za-z0-9_]*|\*\*|//|[=!<>]=|[-+*/%()<>]|\S")]
    private static partial Regex Token();
}
