using System.Diagnostics;
using Sharpkeras.Benchmarks.Measuring;

namespace Sharpkeras.Benchmarks.Pipeline;

/// <summary>Times readers of files that the system has in memory.</summary>
internal static class Reading
{
    /// <summary>The best of some runs, in seconds, after one that warms up.</summary>
    public static double Best(BenchmarkOptions options, Action read)
    {
        read();
        double best = double.MaxValue;
        for (int i = 0; i < options.Repeat; i++)
        {
            long begin = Stopwatch.GetTimestamp();
            read();
            best = Math.Min(best, Stopwatch.GetElapsedTime(begin).TotalSeconds);
        }

        return best;
    }

    /// <summary>Prints the rate of a reader beside that of plain reading of the same bytes.</summary>
    /// <param name="options">Where to.</param>
    /// <param name="figure">The figure's name.</param>
    /// <param name="bytes">The bytes of the files.</param>
    /// <param name="seconds">What the reader took.</param>
    /// <param name="plain">What plain reading took.</param>
    public static void Report(BenchmarkOptions options, string figure, long bytes, double seconds, double plain) =>
        options.Report(figure, bytes / seconds / 1e9, "GB/s", bytes / plain / 1e9);

    /// <summary>Reads files from the beginning to the end and does nothing with them.</summary>
    public static void Plain(params string[] paths)
    {
        byte[] buffer = new byte[1 << 16];
        foreach (string path in paths)
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            while (stream.Read(buffer) > 0)
            {
            }
        }
    }

    /// <summary>Refuses a reader that did not deliver everything.</summary>
    public static void Expect(long found, long expected, string what)
    {
        if (found != expected)
        {
            throw new InvalidOperationException($"benchmark — {what} gave {found} elements, but {expected} were written.");
        }
    }
}
