using System.Globalization;
using System.Text.Json.Nodes;

namespace Sharpkeras.Benchmarks.Measuring;

/// <summary>Something that was measured.</summary>
/// <param name="Name">What; the same for every library that is compared.</param>
/// <param name="Value">How much.</param>
/// <param name="Unit">Of what.</param>
/// <param name="Floor">What the machine allows at best, in the same unit: the least time, or the highest rate; null where that has no meaning.</param>
internal sealed record Figure(string Name, double Value, string Unit, double? Floor = null)
{
    /// <summary>The value as a multiple of the floor; null without one.</summary>
    public double? Ratio => Value / Floor;

    /// <summary>Whether more of the unit is better: rates end in "/s", times and sizes do not.</summary>
    public bool MoreIsBetter => Unit.EndsWith("/s", StringComparison.Ordinal);

    /// <summary>One object on one line.</summary>
    public string ToJson() =>
        new JsonObject { ["figure"] = Name, ["value"] = Value, ["unit"] = Unit, ["floor"] = Floor, ["ratio"] = Ratio }.ToJsonString();

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="FormatException">The line is no figure.</exception>
    public static Figure FromJson(string line)
    {
        try
        {
            JsonNode entry = JsonNode.Parse(line)!;
            return new Figure((string)entry["figure"]!, (double)entry["value"]!, (string)entry["unit"]!, (double?)entry["floor"]);
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or InvalidOperationException or NullReferenceException or ArgumentNullException)
        {
            throw new FormatException($"figure — an object with figure, value and unit is needed. Received '{line}'.", exception);
        }
    }

    /// <summary>One line for people.</summary>
    public override string ToString()
    {
        string line = $"{Name,-30} {Number(Value),10} {Unit,-12}";
        return Floor is { } floor ? $"{line} floor {Number(floor),10}   ratio {Number(Ratio!.Value)}" : line;
    }

    /// <summary>A number with about three digits that mean something.</summary>
    public static string Number(double value) => value.ToString(value >= 100 ? "F0" : value >= 10 ? "F1" : value >= 1 ? "F2" : "F3", CultureInfo.InvariantCulture);
}
