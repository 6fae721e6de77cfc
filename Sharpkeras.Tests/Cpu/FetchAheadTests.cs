using Sharpkeras.Cpu;
using Sharpkeras.Optimizers;

namespace Sharpkeras.Tests.Cpu;

/// <summary>What was announced is fetched once by each thread, little by little, and never more than caches hold.</summary>
[Category("Kernels")]
internal sealed unsafe class FetchAheadTests
{
    private const int Line = 64;

    private int threads;

    [SetUp]
    public void Remember() => threads = WorkerPool.Threads;

    [TearDown]
    public void Restore()
    {
        WorkerPool.Threads = threads;
        FetchAhead.Clear();
    }

    [Test]
    public void EachThreadFetchesEveryLineOnce()
    {
        Announce(100 * Line, 7, 30 * Line);
        Assert.That(OnNewThread(() => LinesOf(1_000_000)), Is.EqualTo(131));
        Assert.That(OnNewThread(() => LinesOf(1_000_000)), Is.EqualTo(131));
    }

    [Test]
    public void NothingIsFetchedTwice()
    {
        Announce(10 * Line);
        Assert.That(LinesOf(100_000), Is.EqualTo(10));
        Assert.That(LinesOf(100_000), Is.Zero);
        FetchAhead.Clear();
        Announce(10 * Line);
        Assert.That(LinesOf(100_000), Is.EqualTo(10), "announced anew");
    }

    [Test]
    public void ShortWorkFetchesNothingAndLongWorkNotMoreThanAProcessorAsksFor()
    {
        Announce(100 * Line);
        Assert.That(FetchAhead.During(100), Is.Zero);
        Assert.That(FetchAhead.During(128), Is.EqualTo(1));
        Assert.That(FetchAhead.During(1_000_000), Is.EqualTo(24));
    }

    [Test]
    public void LargeMemoryIsFetchedInPart()
    {
        Announce(FetchAhead.Most - Line, 10 * Line, Line);
        Assert.That(LinesOf(100_000_000), Is.EqualTo(FetchAhead.Most / Line));
    }

    [Test]
    public void AnOptimizerAnnouncesTheVariablesThatItWritesPastTheCaches()
    {
        WorkerPool.Threads = 2;
        using IDisposable device = Device.Use(Device.Cpu);
        using var scope = new TensorScope();
        var large = new Variable(Ops.Zeros([128, 100]));
        var small = new Variable(Ops.Zeros([100]));
        new Adam().Apply([Ops.Ones([128, 100]), Ops.Ones([100])], [large, small]);
        Assert.That(LinesOf(1_000_000), Is.EqualTo(128 * 100 * sizeof(float) / Line));
    }

    private static void Announce(params ReadOnlySpan<int> lengths)
    {
        FetchAhead.Clear();
        foreach (int length in lengths)
        {
            FetchAhead.Announce(null, length);
        }
    }

    private static int OnNewThread(Func<int> action)
    {
        int result = 0;
        var thread = new Thread(() => result = action());
        thread.Start();
        thread.Join();
        return result;
    }

    /// <summary>The lines that are fetched during so much work.</summary>
    private static int LinesOf(int work)
    {
        int lines = 0;
        for (int done = 0; done < work; done += 1024)
        {
            lines += FetchAhead.During(1024);
        }

        return lines;
    }
}
