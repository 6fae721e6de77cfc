using System.Globalization;

namespace Sharpkeras.Examples.GpuBenchmark;

/// <summary>Numbers as people read them.</summary>
internal static class Format
{
    /// <summary>Three digits that count, and no fewer than all before the point.</summary>
    public static string Number(double value)
    {
        double size = Math.Abs(value);
        int decimals = size is 0 or >= 100 ? 0 : Math.Clamp(2 - (int)Math.Floor(Math.Log10(size)), 0, 6);
        return value.ToString(size == Math.Floor(size) ? "N0" : $"N{decimals}", CultureInfo.InvariantCulture);
    }

    public static string Percent(double? part) =>
        part is { } value ? value.ToString(value < 0.1 ? "0.0 %" : "0 %", CultureInfo.InvariantCulture) : "";

    public static string Ratio(double? ratio) => ratio is { } value ? Number(value) + "×" : "";

    public static string Mebibytes(double bytes) => Number(bytes / (1 << 20)) + " MiB";

    public static string Gibibytes(double bytes) => (bytes / (1 << 30)).ToString("0.0", CultureInfo.InvariantCulture) + " GiB";
}
