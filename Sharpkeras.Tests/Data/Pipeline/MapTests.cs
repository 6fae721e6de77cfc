using System.Diagnostics;
using Sharpkeras.Data;

namespace Sharpkeras.Tests.Data.Pipeline;

/// <summary>The workers of Map take quick elements in blocks; nothing but the time shows it.</summary>
public sealed class MapTests
{
    private const int Workers = 3;

    /// <summary>Two blocks for each worker, and one that is being delivered; a block has 32 elements at most.</summary>
    private const int MostAhead = ((2 * Workers) + 1) * 32;

    private const int Quick = 2000;

    [TearDown]
    public void No_thread_is_left() => Assert.That(Sharpkeras.Data.Workers.Live, Is.Zero);

    [Test]
    public void Each_element_is_made_once_and_in_order()
    {
        int[] calls = new int[20_000];
        Dataset<long> dataset = Dataset.Range(calls.Length).Map(i => Counted(calls, i), Workers);
        Assert.That(dataset.AsEnumerable(), Is.EqualTo(Enumerable.Range(0, calls.Length)));
        Assert.That(calls, Is.All.EqualTo(1));
    }

    [Test]
    public void Reading_ahead_is_bounded()
    {
        long pulled = 0;
        IEnumerable<long> Source()
        {
            while (true)
            {
                yield return pulled++;
            }
        }

        using DatasetReader<long> reader = Dataset.FromGenerator(Source).Map(i => i, Workers).Read();
        long most = 0;
        for (int delivered = 1; delivered <= 5000; delivered++)
        {
            Assert.That(reader.MoveNext());
            most = Math.Max(most, pulled - delivered);
        }

        TestContext.Out.WriteLine($"at most {most} elements ahead");
        Assert.That(most, Is.InRange(Workers, MostAhead), "more than a few, for these are quick");
    }

    [Test]
    public void Elements_that_take_long_are_not_read_far_ahead()
    {
        long pulled = 0;
        IEnumerable<long> Source()
        {
            while (true)
            {
                yield return pulled++;
            }
        }

        using DatasetReader<long> reader = Dataset.FromGenerator(Source).Map(Slow, Workers).Read();
        for (int delivered = 1; delivered <= 20; delivered++)
        {
            Assert.That(reader.MoveNext());
            Assert.That(pulled - delivered, Is.LessThanOrEqualTo(2 * Workers));
        }
    }

    /// <summary>A source that lets wait, such as a connection: an element is delivered although its block could take more.</summary>
    [Test]
    public void A_block_does_not_wait_for_a_slow_source()
    {
        long pulled = 0;
        IEnumerable<long> Source()
        {
            for (; ; pulled++)
            {
                yield return pulled < Quick ? pulled : Slow(pulled);
            }
        }

        using DatasetReader<long> reader = Dataset.FromGenerator(Source).Map(i => i, Workers).Read();
        long delivered = 0;
        for (; delivered < Quick + MostAhead; delivered++)
        {
            Assert.That(reader.MoveNext());
        }

        for (int i = 0; i < 20; i++)
        {
            Assert.That(reader.MoveNext());
            Assert.That(pulled - ++delivered, Is.LessThanOrEqualTo(2 * Workers), "blocks of one element now");
        }
    }

    [TestCase(5000)]
    [TestCase(5001)]
    [TestCase(5031)]
    public void An_error_within_a_block_comes_in_its_place(int bad)
    {
        Dataset<long> dataset = Dataset.Range(20_000).Map(i => i == bad ? throw new FormatException($"element {i}") : i, Workers);
        using DatasetReader<long> reader = dataset.Read();
        for (int i = 0; i < bad; i++)
        {
            Assert.That(reader.MoveNext());
            Assert.That(reader.Current, Is.EqualTo(i));
        }

        Assert.That(reader.MoveNext, Throws.InstanceOf<FormatException>().With.Message.EqualTo($"element {bad}"));
    }

    [Test]
    public void Leaving_a_loop_does_not_make_the_rest_of_a_block()
    {
        int calls = 0;
        using (DatasetReader<long> reader = Dataset.Range(1_000_000).Map(i => i + Interlocked.Increment(ref calls), Workers).Read())
        {
            for (int i = 0; i < 1000; i++)
            {
                reader.MoveNext();
            }
        }

        Assert.That(calls, Is.LessThanOrEqualTo(1000 + MostAhead));
    }

    private static long Counted(int[] calls, long i)
    {
        Interlocked.Increment(ref calls[i]);
        return i;
    }

    private static long Slow(long i)
    {
        long begin = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begin).TotalMilliseconds < 1)
        {
            Thread.SpinWait(10);
        }

        return i;
    }
}
