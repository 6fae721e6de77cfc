using Sharpkeras.Cpu;

namespace Sharpkeras.Tests.Cpu;

[NonParallelizable]
[Category("Kernels")]
internal sealed class WorkerPoolTests
{
    private int threads;

    [SetUp]
    public void Remember() => threads = WorkerPool.Threads;

    [TearDown]
    public void Restore() => WorkerPool.Threads = threads;

    [Test]
    public void EveryChunkRunsOnce([Values(1, 2, 4, 7)] int count, [Values(0, 1, 2, 3, 100)] int chunks)
    {
        WorkerPool.Threads = count;
        for (int round = 0; round < 300; round++)
        {
            var body = new Counting { Runs = new int[chunks] };
            WorkerPool.Run(chunks, ref body);
            Assert.That(body.Runs, Is.All.EqualTo(1));
        }
    }

    [Test]
    public void ThreadsMayBecomeMoreBetweenWorks()
    {
        // each of these starts threads, while late ones may still look for chunks of the work before
        for (int count = 8; count <= 40; count++)
        {
            WorkerPool.Threads = count;
            for (int round = 0; round < 50; round++)
            {
                var body = new Counting { Runs = new int[100 + count] };
                WorkerPool.Run(body.Runs.Length, ref body);
                Assert.That(body.Runs, Is.All.EqualTo(1));
            }
        }
    }

    [Test]
    public void WorksOfDifferentSizesDoNotMix()
    {
        WorkerPool.Threads = 4;
        for (int round = 0; round < 3000; round++)
        {
            var body = new Counting { Runs = new int[2 + (round % 5)] };
            WorkerPool.Run(body.Runs.Length, ref body);
            Assert.That(body.Runs, Is.All.EqualTo(1));
        }
    }

    [Test]
    public void HelpersTakePart()
    {
        WorkerPool.Threads = 2;

        // each of the two chunks waits for the other: one thread alone would never end
        using var both = new Barrier(2);
        var body = new Meeting { Both = both };
        WorkerPool.Run(2, ref body);
        Assert.That(both.CurrentPhaseNumber, Is.EqualTo(1));
    }

    [Test]
    public void SleepingHelpersWakeUp()
    {
        WorkerPool.Threads = 2;
        for (int round = 0; round < 5; round++)
        {
            Assert.That(SpinWait.SpinUntil(() => WorkerPool.HelpersSleep, TimeSpan.FromSeconds(30)), "helpers without work fall asleep");
            using var both = new Barrier(2);
            var body = new Meeting { Both = both };
            WorkerPool.Run(2, ref body);
            Assert.That(both.CurrentPhaseNumber, Is.EqualTo(1));
        }
    }

    [Test]
    public void ChunksMayHaveChunks()
    {
        WorkerPool.Threads = 2;
        var body = new Nested { Runs = new int[8 * 8] };
        WorkerPool.Run(8, ref body);
        Assert.That(body.Runs, Is.All.EqualTo(1));
    }

    [Test]
    public void CallersOnDifferentThreadsDoNotDisturbEachOther()
    {
        WorkerPool.Threads = 2;
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            for (int round = 0; round < 200; round++)
            {
                var body = new Counting { Runs = new int[5] };
                WorkerPool.Run(5, ref body);
                Assert.That(body.Runs, Is.All.EqualTo(1));
            }
        });
    }

    [Test]
    public void TheFirstFailureReachesTheCaller([Values(1, 2, 4)] int count)
    {
        WorkerPool.Threads = count;
        for (int round = 0; round < 50; round++)
        {
            var failing = new Failing();
            var exception = Assert.Throws<InvalidOperationException>(() => WorkerPool.Run(20, ref failing));
            Assert.That(exception!.Message, Is.EqualTo("chunk 3"));
            var body = new Counting { Runs = new int[20] };
            WorkerPool.Run(20, ref body);
            Assert.That(body.Runs, Is.All.EqualTo(1), "the pool works on after a failure");
        }
    }

    [Test]
    public void CallsAllocateNothing()
    {
        WorkerPool.Threads = 2;
        var body = new Counting { Runs = new int[50] };
        long before = 0;
        for (int i = 0; i < 200; i++)
        {
            before = i == 100 ? GC.GetAllocatedBytesForCurrentThread() : before;
            WorkerPool.Run(50, ref body);
        }

        // a sleep in the operating system may take a little
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(100 * 24));
    }

    [Test]
    public void SettingsAreRead()
    {
        Assert.That(WorkerPool.Parse("3"), Is.EqualTo(3));
        Assert.That(WorkerPool.Parse(null), Is.EqualTo(Environment.ProcessorCount));
        Assert.That(() => WorkerPool.Parse("0"), Throws.ArgumentException.With.Message.Contains("'0'"));
        Assert.That(() => WorkerPool.Parse("two"), Throws.ArgumentException);
        Assert.That(() => WorkerPool.Threads = 0, Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private struct Counting : IChunkBody
    {
        public int[] Runs;

        public readonly void Run(int chunk) => Interlocked.Increment(ref Runs[chunk]);
    }

    private struct Meeting : IChunkBody
    {
        public Barrier Both;

        public readonly void Run(int chunk) => Assert.That(Both.SignalAndWait(10_000), "the other thread did not come");
    }

    private struct Nested : IChunkBody
    {
        public int[] Runs;

        public readonly void Run(int chunk)
        {
            var inner = new Counting { Runs = new int[8] };
            WorkerPool.Run(8, ref inner);
            for (int i = 0; i < 8; i++)
            {
                Runs[(chunk * 8) + i] = inner.Runs[i];
            }
        }
    }

    private struct Failing : IChunkBody
    {
        public readonly void Run(int chunk)
        {
            if (chunk >= 3)
            {
                throw new InvalidOperationException($"chunk {chunk}");
            }
        }
    }
}
