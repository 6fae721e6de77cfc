using System.Diagnostics;

namespace Sharpkeras.Benchmarks.Floors;

/// <summary>Threads that begin together, so that the start of a thread is not measured with its work.</summary>
internal static class Team
{
    /// <summary>The amount of work a second that threads reach together, from the first begin to the last end.</summary>
    /// <param name="threads">How many, the caller's included.</param>
    /// <param name="work">Does the work of a thread, given its number, and returns its amount.</param>
    public static double Rate(int threads, Func<int, double> work)
    {
        int waiting = threads;
        double[] amounts = new double[threads];
        long[] begins = new long[threads], ends = new long[threads];
        void Member(int index)
        {
            Interlocked.Decrement(ref waiting);
            while (Volatile.Read(ref waiting) > 0)
            {
                Thread.SpinWait(1);
            }

            begins[index] = Stopwatch.GetTimestamp();
            amounts[index] = work(index);
            ends[index] = Stopwatch.GetTimestamp();
        }

        Thread[] others = [.. Enumerable.Range(1, threads - 1).Select(index => new Thread(() => Member(index)))];
        Array.ForEach(others, thread => thread.Start());
        Member(0);
        Array.ForEach(others, thread => thread.Join());
        return amounts.Sum() / Stopwatch.GetElapsedTime(begins.Min(), ends.Max()).TotalSeconds;
    }
}
