using System.Globalization;
using Sharpkeras.Benchmarks.Measuring;

namespace Sharpkeras.Benchmarks.Comparison;

/// <summary>What a figure shall reach.</summary>
/// <param name="Text">The goal in words.</param>
/// <param name="Reached">The number that counts; null where it was not measured.</param>
/// <param name="Limit">The number that it is compared with.</param>
/// <param name="AtLeast">Whether it shall be at least the limit, or else at most.</param>
internal sealed record Goal(string Text, Func<ComparedFigure, double?> Reached, double Limit, bool AtLeast)
{
    /// <summary>A time of at most so many times the floor.</summary>
    public static Goal Floor(double times) => new($"≤ {Plain(times)} × floor", figure => figure.FloorRatio, times, AtLeast: false);

    /// <summary>A rate of at least this share of the peak.</summary>
    public static Goal Peak(double share) => new($"≥ {Plain(share * 100)} % of the peak", figure => figure.FloorRatio, share, AtLeast: true);

    /// <summary>At least so many times better than another library.</summary>
    public static Goal Than(string library, double times) => new($"{Label(library)} / ours ≥ {Plain(times)}", figure => figure.Advantage(library), times, AtLeast: true);

    /// <summary>A time of at most so many times another library's.</summary>
    public static Goal Within(string library, double times) => new($"≤ {Plain(times)} × {Label(library)}", figure => 1 / figure.Advantage(library), times, AtLeast: false);

    /// <summary>A value of at most this.</summary>
    public static Goal AtMost(double value) => new($"≤ {Plain(value)}", figure => figure.Values(Round.Ours)?.Median, value, AtLeast: false);

    /// <summary>Met, missed with the number that was reached, or open where it was not measured.</summary>
    public string Verdict(ComparedFigure figure) => Reached(figure) switch
    {
        null => "not measured",
        { } value when (AtLeast ? value >= Limit : value <= Limit) => "met",
        { } value => $"missed ({Figure.Number(value)})",
    };

    /// <summary>A library's name as it is written.</summary>
    public static string Label(string library) => library switch
    {
        Round.TorchSharp => "TorchSharp",
        Round.OnnxRuntime => "ONNX Runtime",
        _ => "Sharpkeras",
    };

    private static string Plain(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
