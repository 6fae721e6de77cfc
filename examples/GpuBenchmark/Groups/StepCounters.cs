using Sharpkeras.Callbacks;
using Sharpkeras.Devices;
using Sharpkeras.Models;

namespace Sharpkeras.Examples.GpuBenchmark.Groups;

/// <summary>What each step of a training asked of a device.</summary>
internal sealed class StepCounters(Device device) : Callback
{
    private readonly MemoryStats stats = MemoryStats.Of(device);
    private readonly List<long[]> steps = [];
    private long[] before = [];

    /// <summary>Launches, waits, blocks that the pool did not have, bytes to the device and bytes back, of a step in the middle.</summary>
    public long[] Median => [.. Enumerable.Range(0, before.Length).Select(counter => steps.Select(step => step[counter]).Order().ElementAt(steps.Count / 2))];

    public override void OnTrainBatchBegin(int batch) => before = Read();

    public override void OnTrainBatchEnd(int batch, StepResult result) =>
        steps.Add([.. Read().Zip(before, (now, then) => now - then)]);

    private long[] Read() => [stats.KernelLaunches, stats.Waits, stats.PoolMisses, stats.BytesToDevice, stats.BytesToHost];
}
