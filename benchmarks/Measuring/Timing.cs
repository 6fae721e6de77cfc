using System.Diagnostics;
using System.Runtime;

namespace Sharpkeras.Benchmarks.Measuring;

/// <summary>
/// Seconds of a call, of many short rounds. On a machine that others share the median says what to expect, and the best what the code can do.
/// </summary>
/// <param name="Median">The median of the rounds.</param>
/// <param name="Best">The quickest round.</param>
internal sealed record Timing(double Median, double Best)
{
    /// <summary>Long enough for the clock, short enough that some rounds are not disturbed.</summary>
    private const double ShortestRound = 0.002;

    /// <summary>Calls warm up for periods of so many seconds, until the compiler, which works in the background, was idle in one.</summary>
    private const double WarmUpPeriod = 0.4;

    private const int FewestWarmUps = 3;
    private const int MostWarmUpPeriods = 20;
    private const int FewestRounds = 7;

    /// <summary>The median and the best of seconds.</summary>
    public static Timing Of(IEnumerable<double> seconds)
    {
        double[] ordered = [.. seconds.Order()];
        return new Timing(ordered[ordered.Length / 2], ordered[0]);
    }

    /// <summary>Warms up, then times rounds of calls until so many seconds are over, and seven rounds at least.</summary>
    public static Timing Of(Action action, double seconds)
    {
        WarmUp(action);
        int calls = (int)Math.Clamp(Math.Ceiling(ShortestRound / Math.Max(Round(action, 1), 1e-9)), 1, 100_000);
        long begin = Stopwatch.GetTimestamp();
        List<double> rounds = [];
        while (rounds.Count < FewestRounds || Stopwatch.GetElapsedTime(begin).TotalSeconds < seconds)
        {
            rounds.Add(Round(action, calls));
        }

        return Of(rounds);
    }

    private static void WarmUp(Action action)
    {
        long before = -1;
        for (int period = 0; period < MostWarmUpPeriods && JitInfo.GetCompiledMethodCount() != before; period++)
        {
            before = JitInfo.GetCompiledMethodCount();
            long begin = Stopwatch.GetTimestamp();
            for (int i = 0; i < FewestWarmUps || Stopwatch.GetElapsedTime(begin).TotalSeconds < WarmUpPeriod; i++)
            {
                action();
            }
        }
    }

    private static double Round(Action action, int calls)
    {
        long begin = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
        {
            action();
        }

        return Stopwatch.GetElapsedTime(begin).TotalSeconds / calls;
    }
}
