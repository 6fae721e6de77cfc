using System.Diagnostics;
using Sharpkeras.Benchmarks.Measuring;
using Sharpkeras.Callbacks;

namespace Sharpkeras.Benchmarks.Jobs;

/// <summary>The seconds of each epoch.</summary>
internal sealed class EpochClock : Callback
{
    private readonly List<double> seconds = [];
    private long begin;

    /// <summary>Of each epoch.</summary>
    public IReadOnlyList<double> Seconds => seconds;

    /// <summary>Of all epochs but the first, which warms up.</summary>
    public Timing Warm => Timing.Of(seconds.Skip(1));

    /// <summary>All of them in one line.</summary>
    public override string ToString() => $"epochs {string.Join(", ", seconds.Select(Figure.Number))} s (the first warms up)";

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch) => begin = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, IDictionary<string, double> logs) => seconds.Add(Stopwatch.GetElapsedTime(begin).TotalSeconds);
}
