using System.Globalization;

namespace Sharpkeras.Examples;

/// <summary>What a program claims of itself, and whether it holds: it prints each claim and counts.</summary>
internal sealed class Checks
{
    private int held;
    private int failed;

    /// <summary>Prints a claim with a mark, and counts it.</summary>
    public void That(bool holds, string claim)
    {
        Console.WriteLine($"  {(holds ? "✓" : "✗")} {claim}");
        _ = holds ? held++ : failed++;
    }

    /// <summary>Claims the values of a tensor to 10⁻⁵ of each value (10⁻¹² for float64), and its shape.</summary>
    public void Values(string what, Tensor got, Shape shape, params double[] wanted)
    {
        double[] values = got.Cast(DType.Float64).ToArray<double>();
        double tolerance = got.DType == DType.Float64 ? 1e-12 : 1e-5;
        bool holds = got.Shape == shape && values.Zip(wanted).All(pair => Math.Abs(pair.First - pair.Second) <= tolerance * Math.Max(1, Math.Abs(pair.Second)));
        That(holds && values.Length == wanted.Length, $"{what} = {Text(values)}{(holds ? "" : $", not {Text(wanted)} in the shape {shape}")}");
    }

    /// <summary>Claims that a call is refused, and shows what it says.</summary>
    public void Refused<T>(string what, Action call)
        where T : Exception
    {
        try
        {
            call();
            That(false, $"{what} is refused");
        }
        catch (T exception)
        {
            That(true, $"{what}: {exception.Message}");
        }
    }

    /// <summary>Prints how it went, and gives the exit code of the program: 0 when every check held.</summary>
    public int End()
    {
        Console.WriteLine(failed == 0 && held > 0 ? $"Every check held ({held})." : $"{failed} of {held + failed} checks failed.");
        return failed == 0 && held > 0 ? 0 : 1;
    }

    private static string Text(double[] values) =>
        $"[{string.Join(", ", values.Take(16).Select(value => value.ToString("0.######", CultureInfo.InvariantCulture)))}{(values.Length > 16 ? ", …" : "")}]";
}
