using System.Diagnostics;
using System.Globalization;

namespace Sharpkeras.Benchmarks.Measuring;

/// <summary>This program, started again for a part of a job that needs a fresh process.</summary>
internal static class ChildProcess
{
    /// <summary>The first argument of such a start.</summary>
    public const string Verb = "part";

    /// <summary>Runs a part and returns the number on the last line that it printed.</summary>
    /// <param name="part">The name of the part.</param>
    /// <param name="options">Says the threads.</param>
    /// <param name="begin">The time of the start, on the clock that all processes of the machine share.</param>
    /// <exception cref="InvalidOperationException">The part failed.</exception>
    public static double Run(string part, BenchmarkOptions options, out long begin)
    {
        begin = Stopwatch.GetTimestamp();
        using Process process = Start(part, options);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        string last = output.TrimEnd().Split('\n')[^1];
        return process.ExitCode == 0 && double.TryParse(last, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw new InvalidOperationException($"{part} — a number was expected from the process. Received exit code {process.ExitCode} and '{last}'.");
    }

    /// <summary>Starts a part; whoever does so waits for its end, or ends it.</summary>
    public static Process Start(string part, BenchmarkOptions options)
    {
        // The program may have been started by the host "dotnet" or by its own.
        string host = Environment.ProcessPath!;
        string[] first = Path.GetFileNameWithoutExtension(host) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
        string threads = (options.Threads ?? Environment.ProcessorCount).ToString(CultureInfo.InvariantCulture);
        return Process.Start(new ProcessStartInfo(host, [.. first, Verb, part, threads]) { RedirectStandardOutput = true })!;
    }

    /// <summary>What a part prints for <see cref="Run"/>.</summary>
    public static void Answer(double value) => Console.WriteLine(value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>The seconds from starting a process to the moment that its part reports by <see cref="AnswerNow"/>.</summary>
    public static double SecondsTo(string part, BenchmarkOptions options)
    {
        double end = Run(part, options, out long begin);
        return (end - begin) / Stopwatch.Frequency;
    }

    /// <summary>Reports this moment: the clock counts from the start of the machine, so that processes can compare it.</summary>
    public static void AnswerNow() => Answer(Stopwatch.GetTimestamp());

    /// <summary>Reports the largest resident set that this process has had, in megabytes of a million bytes.</summary>
    public static void AnswerPeakMemory()
    {
        string line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        Answer(long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 / 1e6);
    }
}
