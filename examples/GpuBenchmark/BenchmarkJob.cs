using System.Diagnostics;
using System.Runtime.InteropServices;
using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;
using Sharpkeras.Examples.GpuBenchmark.Groups;
using Sharpkeras.Examples.GpuBenchmark.Measuring;
using Sharpkeras.Examples.GpuBenchmark.Output;

namespace Sharpkeras.Examples.GpuBenchmark;

/// <summary>The whole job: the devices, one after the other, and the report.</summary>
internal sealed class BenchmarkJob(BenchmarkOptions options)
{
    private readonly Pace pace = Pace.Of(options.Quick);
    private readonly Tables tables = Tables.Create();

    public void Run(CancellationToken cancellation)
    {
        if (options.List)
        {
            foreach (DeviceInfo device in Device.All)
            {
                Console.WriteLine(device);
            }

            return;
        }

        CheckReport(options.Report);
        IReadOnlyList<DeviceInfo> devices = DeviceSelection.Choose(options.Device);
        var leNet = new LeNet();
        tables.Print($"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores");
        tables.Print(devices);
        List<DeviceResult> results = [];
        foreach (DeviceInfo device in devices)
        {
            results.Add(Measure(device, leNet, results.FirstOrDefault(), cancellation));
        }

        if (options.Report is { } path)
        {
            JsonReport.Write(path, options.Quick, results);
            tables.Print($"Report: {path}");
        }
    }

    /// <summary>Nobody wants to hear after minutes that the report has no place to go.</summary>
    private static void CheckReport(string? path)
    {
        if (path != null && (Directory.Exists(path) || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path)))))
        {
            throw new ArgumentException($"--report — needs the path of a file in a folder that exists. Received '{path}'.");
        }
    }

    private DeviceResult Measure(DeviceInfo device, LeNet leNet, DeviceResult? processor, CancellationToken cancellation)
    {
        var result = new DeviceResult(device);
        var bench = new Bench(device, pace, cancellation);
        long begin = Stopwatch.GetTimestamp();
        MeasurementGroup[] groups =
        [
            Bandwidth.Create(), Products.Create(pace), Convolutions.Create(pace), LayerKernels.Create(), Launches.Create(), Transfers.Create(),
            Training.Create(leNet), Steps.Create(leNet),
        ];
        foreach (MeasurementGroup group in groups)
        {
            GroupResult measured = Measure(bench, group);
            result.Groups.Add(measured);
            tables.Print(device, measured, processor);
            bench.Backend.Trim();
        }

        result.Seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        tables.Print(result);
        return result;
    }

    private static GroupResult Measure(Bench bench, MeasurementGroup group)
    {
        List<Figure> figures = [];
        List<LeftOut> leftOut = [];
        long begin = Stopwatch.GetTimestamp();
        ProgressDisplay.Run($"{bench.Device} {group.Title}", group.Measurements.Count, step =>
        {
            foreach (Measurement measurement in group.Measurements)
            {
                step(measurement.Name);
                bench.Cancellation.ThrowIfCancellationRequested();
                try
                {
                    using var scope = new TensorScope();
                    figures.AddRange(measurement.Run(bench));
                }
                catch (Exception exception) when (exception is LeftOutException or DeviceException or OutOfMemoryException or NotSupportedException)
                {
                    leftOut.Add(new LeftOut(measurement.Name, exception.Message));
                }
            }
        });
        return new GroupResult(group.Title, figures, leftOut, Stopwatch.GetElapsedTime(begin).TotalSeconds);
    }
}
