using Sharpkeras.Cpu;

namespace Sharpkeras.Tests.Cpu;

/// <summary>The thread pool: every chunk once, on any number of threads, also nested and from several threads at once.</summary>
[NonParallelizable]
internal sealed class WorkerPoolTests
{
    private int before;

    [SetUp]
    public void Remember() => before = WorkerPool.Threads;

    [TearDown]
    public void Restore() => WorkerPool.Threads = before;

    [Test]
    public void EachChunkRunsOnce([Values(1, 2, 3, 8)] int threads, [Values(0, 1, 2, 7, 1000)] int chunks)
    {
        WorkerPool.Threads = threads;
        for (int repeat = 0; repeat < 200; repeat++)
        {
            var body = new Count { Runs = new int[chunks] };
            WorkerPool.Run(chunks, ref body);
            Assert.That(body.Runs, Is.All.EqualTo(1));
        }
    }

    [Test]
    public void AnExceptionReachesTheCallerAndThePoolGoesOn()
    {
        WorkerPool.Threads = 2;
        var failing = new Fail();
        Assert.That(() => WorkerPool.Run(50, ref failing), Throws.InstanceOf<InvalidDataException>().With.Message.EqualTo("chunk 3"));
        var body = new Count { Runs = new int[10] };
        WorkerPool.Run(10, ref body);
        Assert.That(body.Runs, Is.All.EqualTo(1));
    }

    [Test]
    public void ChunksMayHaveChunks()
    {
        WorkerPool.Threads = 2;
        var body = new Nested { Runs = new int[20, 30] };
        WorkerPool.Run(20, ref body);
        Assert.That(body.Runs, Is.All.EqualTo(1));
    }

    [Test]
    public void SeveralThreadsMayCallAtOnce()
    {
        WorkerPool.Threads = 2;
        Parallel.For(0, 8, caller =>
        {
            for (int repeat = 0; repeat < 300; repeat++)
            {
                var body = new Count { Runs = new int[37] };
                WorkerPool.Run(37, ref body);
                if (body.Runs.Any(runs => runs != 1))
                {
                    throw new InvalidOperationException($"caller {caller}, call {repeat}: a chunk did not run once");
                }
            }
        });
    }

    [Test]
    public void ACallAllocatesNothing()
    {
        WorkerPool.Threads = 2;
        var body = new Count { Runs = new int[16] };
        WorkerPool.Run(16, ref body);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            WorkerPool.Run(16, ref body);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - allocated, Is.Zero);
    }

    private struct Count : IChunkBody
    {
        public int[] Runs;

        public readonly void Run(int chunk) => Interlocked.Increment(ref Runs[chunk]);
    }

    private struct Fail : IChunkBody
    {
        public readonly void Run(int chunk)
        {
            if (chunk is 3 or 17)
            {
                throw new InvalidDataException($"chunk {chunk}");
            }
        }
    }

    private struct Nested : IChunkBody
    {
        public int[,] Runs;

        public readonly void Run(int chunk)
        {
            var inner = new Inner { Runs = Runs, Row = chunk };
            WorkerPool.Run(30, ref inner);
        }
    }

    private struct Inner : IChunkBody
    {
        public int[,] Runs;
        public int Row;

        public readonly void Run(int chunk) => Interlocked.Increment(ref Runs[Row, chunk]);
    }
}
