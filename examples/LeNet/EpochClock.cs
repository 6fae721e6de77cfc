using System.Diagnostics;
using Sharpkeras.Callbacks;

namespace Sharpkeras.Examples.LeNet;

/// <summary>How long each epoch takes.</summary>
internal sealed class EpochClock : Callback
{
    private readonly Stopwatch watch = new();

    public List<double> Seconds { get; } = [];

    public override void OnEpochBegin(int epoch) => watch.Restart();

    public override void OnEpochEnd(int epoch, IDictionary<string, double> logs) => Seconds.Add(watch.Elapsed.TotalSeconds);
}
