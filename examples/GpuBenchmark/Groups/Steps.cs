using Sharpkeras.Examples.GpuBenchmark.Measuring;
using Sharpkeras.Models;

namespace Sharpkeras.Examples.GpuBenchmark.Groups;

/// <summary>What a warm step of LeNet's training asks of a device: counted, not timed, and so the same on every machine.</summary>
internal sealed class Steps(LeNet leNet)
{
    private const int Batch = 64;
    private const int Count = 8;

    private static readonly (string Name, Unit Unit)[] Counters =
    [
        ("kernel launches", Unit.Count),
        ("waits", Unit.Count),
        ("allocations", Unit.Count),
        ("copied to the device", Unit.Bytes),
        ("copied from the device", Unit.Bytes),
    ];

    public static MeasurementGroup Create(LeNet leNet) =>
        new("A warm step of LeNet, batch 64", [new Measurement("a step", new Steps(leNet).Measure)]);

    private IReadOnlyList<Figure> Measure(Bench bench)
    {
        using var scope = new TensorScope();
        Tensor x = leNet.Images[..(Count * Batch)].To(bench.Device), y = leNet.Labels[..(Count * Batch)].To(bench.Device);
        Sequential model = LeNet.Create(bench.Device);
        var counters = new StepCounters(bench.Device);
        model.Fit(x, y, Batch, verbosity: Verbosity.Silent, cancellation: bench.Cancellation);
        model.Fit(x, y, Batch, verbosity: Verbosity.Silent, callbacks: [counters], cancellation: bench.Cancellation);
        return [.. Counters.Zip(counters.Median, (counter, value) => new Figure(counter.Name, value, counter.Unit))];
    }
}
