using System.Diagnostics;
using Sharpkeras.Data;

namespace Sharpkeras.Examples;

/// <summary>
/// Measures where the time of a loop over data goes. Put <c>Reading</c> around what reads, <c>Waiting</c> around the end of the pipeline, and let
/// <c>Run</c> run the loop.
/// </summary>
internal sealed class TimeSpent
{
    private long reading;
    private long waiting;
    private long whole;

    /// <summary>Counts the time until each element of a dataset is there as reading, on whatever thread that is; several threads count each for itself.</summary>
    public Dataset<T> Reading<T>(Dataset<T> data) => Timed(data, AddReading);

    /// <summary>Counts the time that something takes as reading: in a function of <c>Map</c> that of all threads which run it.</summary>
    public T Reading<T>(Func<T> make)
    {
        long begin = Stopwatch.GetTimestamp();
        T result = make();
        AddReading(Stopwatch.GetTimestamp() - begin);
        return result;
    }

    /// <summary>Counts the time until each element is there as waiting: the last thing before the loop.</summary>
    public Dataset<T> Waiting<T>(Dataset<T> data) => Timed(data, ticks => Interlocked.Add(ref waiting, ticks));

    /// <summary>Runs the loop, and counts all of its time.</summary>
    public T Run<T>(Func<T> loop)
    {
        long begin = Stopwatch.GetTimestamp();
        T result = loop();
        whole += Stopwatch.GetTimestamp() - begin;
        return result;
    }

    /// <summary>Prints the times, and claims that all were measured. The readers work beside the loop: their time is no part of its own.</summary>
    /// <param name="checks">Who counts the claim.</param>
    /// <param name="work">What the loop does with its elements.</param>
    public void Print(Checks checks, string work = "training")
    {
        long rest = whole - waiting;
        Console.WriteLine($"  Where {Seconds(whole)} went:");
        Console.WriteLine($"    waiting   {Seconds(waiting)}  the {work} stood still for its data, {Share(waiting, whole)}");
        Console.WriteLine($"    {work,-9} {Seconds(rest)}  the rest of it");
        Console.WriteLine($"    reading   {Seconds(reading)}  the readers needed so long for the data, beside the {work}");
        checks.That(reading > 0 && waiting > 0 && rest > 0, "the three times were measured");
    }

    private static string Seconds(long ticks) => $"{Stopwatch.GetElapsedTime(0, ticks).TotalSeconds:F3} s";

    private static string Share(long part, long all) => $"{100.0 * part / all:F1} %";

    private static Dataset<T> Timed<T>(Dataset<T> data, Action<long> add) =>
        Dataset.FromGenerator(epoch => Elements(data, epoch, add), data.Cardinality);

    private static IEnumerable<T> Elements<T>(Dataset<T> data, long epoch, Action<long> add)
    {
        long begin = Stopwatch.GetTimestamp();
        using DatasetReader<T> reader = data.Read(new DatasetPosition(epoch, 0));
        while (reader.MoveNext())
        {
            add(Stopwatch.GetTimestamp() - begin);
            yield return reader.Current;
            begin = Stopwatch.GetTimestamp();
        }

        add(Stopwatch.GetTimestamp() - begin);
    }

    private void AddReading(long ticks) => Interlocked.Add(ref reading, ticks);
}
