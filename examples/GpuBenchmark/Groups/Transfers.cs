using Sharpkeras.Examples.GpuBenchmark.Measuring;

namespace Sharpkeras.Examples.GpuBenchmark.Groups;

/// <summary>Copies between the device and .NET's ordinary memory.</summary>
internal static class Transfers
{
    public static MeasurementGroup Create() => new(
        "Copies to and from the device",
        [
            Measurement.Of("upload, 1 MiB", bench => Measure(bench, "upload, 1 MiB", 1 << 20, up: true)),
            Measurement.Of("upload, 32 MiB", bench => Measure(bench, "upload, 32 MiB", 32 << 20, up: true)),
            Measurement.Of("upload, 128 MiB", bench => Measure(bench, "upload, 128 MiB", 128 << 20, up: true)),
            Measurement.Of("download, 1 MiB", bench => Measure(bench, "download, 1 MiB", 1 << 20, up: false)),
            Measurement.Of("download, 32 MiB", bench => Measure(bench, "download, 32 MiB", 32 << 20, up: false)),
        ]);

    private static Figure Measure(Bench bench, string name, int bytes, bool up)
    {
        byte[] memory = new byte[bytes];
        Timing timing = bench.Time(new Workload([bytes], n => n, n => n, n =>
        {
            Tensor tensor = bench.Backend.Rent([n], DType.UInt8);
            return up ? () => bench.Backend.Upload(memory, tensor) : () => bench.Backend.Download(tensor, memory);
        }));
        return new Figure(name, timing.Rate / 1e9, Unit.Gigabytes) { OverTheBus = true };
    }
}
