using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Sharpkeras.Tests.Docs;

/// <summary>A line of <c>docs/from-tensorflow.md</c>: TensorFlow's words, ours, which are compiled and run here, and what they give.</summary>
internal sealed partial record TensorFlowRow(string TensorFlow, string Code, Func<object?> Run, string Gives)
{
    /// <summary>A line; the code is taken from the source.</summary>
    public static TensorFlowRow Of(string tensorFlow, Func<object?> run, string gives = "", [CallerArgumentExpression(nameof(run))] string code = "") =>
        new(tensorFlow, Shown(code), run, gives);

    /// <summary>A line without a value.</summary>
    public static TensorFlowRow Of(string tensorFlow, Action run, [CallerArgumentExpression(nameof(run))] string code = "") =>
        new(tensorFlow, Shown(code), () => Nothing(run), "");

    /// <summary>The line as it stands in the document.</summary>
    public override string ToString() => $"| `{TensorFlow}` | `{Code}` | {(Gives.Length == 0 ? "" : $"`{Gives}` ")}|";

    private static object? Nothing(Action run)
    {
        run();
        return null;
    }

    /// <summary>The body of a lambda, without its braces and <c>return</c>.</summary>
    private static string Shown(string code)
    {
        string body = Space().Replace(code[(code.IndexOf("=>", StringComparison.Ordinal) + 2)..], " ").Trim();
        return body.StartsWith('{') ? body.Trim('{', '}', ' ').Replace("return ", "", StringComparison.Ordinal).TrimEnd(';') : body;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
