using System.CommandLine;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Examples.GpuBenchmark;

/// <summary>The command line of the benchmark.</summary>
internal static class BenchmarkCommand
{
    public static RootCommand Create()
    {
        Option<string?> device = new("--device") { Description = "auto, cpu, cuda:0 or opencl:0, compared with cpu; when not given all devices, OpenCL drivers on the processor excepted." };
        Option<bool> list = new("--list") { Description = "List the devices, and why others are missing, and end." };
        Option<bool> quick = new("--quick") { Description = "Small sizes, few repetitions." };
        Option<string?> report = new("--report") { Description = "Where a report is written as JSON." };
        var command = new RootCommand("Measures GPUs beside the processor: memory, matrix products, convolutions, launches, and LeNet on MNIST.")
        {
            device, list, quick, report,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var options = new BenchmarkOptions
            {
                Device = parsed.GetValue(device),
                List = parsed.GetValue(list),
                Quick = parsed.GetValue(quick),
                Report = parsed.GetValue(report),
            };

            // On a thread of its own, so that Ctrl+C is heard while something is measured.
            return Task.Run(() => Run(options, cancellation), CancellationToken.None);
        });
        return command;
    }

    /// <summary>Errors that the user can mend are a line, not a stack trace.</summary>
    private static int Run(BenchmarkOptions options, CancellationToken cancellation)
    {
        try
        {
            new BenchmarkJob(options).Run(cancellation);
            return 0;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Stopped.");
            return 130;
        }
        catch (Exception exception) when (exception is ArgumentException or DeviceException or IOException or InvalidDataException or NotSupportedException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"Error: {exception.Message}");
            return 1;
        }
    }
}
