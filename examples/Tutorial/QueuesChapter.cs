using Sharpkeras.Data;

namespace Sharpkeras.Examples.Tutorial;

/// <summary>Reading through queues: one of file names, epoch by epoch, and one of records, which readers in the background keep filled.</summary>
internal static class QueuesChapter
{
    private const int EpochCount = 5;

    public static void Run(Checks checks, string folder)
    {
        string pattern = QueueFiles.Write(Path.Combine(folder, "queue"));
        InOrder(checks, pattern);
        Shuffled(checks, pattern);
        Background(checks, pattern);
        Batches(checks, pattern);
        End(checks, pattern);
    }

    private static void InOrder(Checks checks, string pattern)
    {
        Dataset<string> names = Dataset.FromFiles(pattern);
        checks.That(Names(names).SequenceEqual(["A.csv", "B.csv", "C.csv"]), $"the queue of names holds {string.Join(", ", Names(names))}");
        string[] read = [.. names.Repeat(EpochCount).Interleave(TextFile.Stream, cycleLength: 1).AsEnumerable()];
        checks.That(
            read.Chunk(9).All(epoch => epoch.SequenceEqual(QueueFiles.Records())) && read.Length == 45,
            $"one reader goes through the files in order, five times: {read[0]}, {read[1]}, … {read[^1]}");
        string[] turns = [.. names.Interleave(TextFile.Stream, cycleLength: 3).AsEnumerable()];
        checks.That(turns[..4].SequenceEqual(["Alpha1,A1", "Bee1,B1", "Sea1,C1", "Alpha2,A2"]), $"three readers take turns: {string.Join(", ", turns[..4])}");
    }

    private static void Shuffled(Checks checks, string pattern)
    {
        string[] names = [.. Names(Dataset.FromFiles(pattern, shuffle: true, seed: 1).Repeat(EpochCount))];
        string[] orders = [.. names.Chunk(3).Select(epoch => string.Concat(epoch.Select(name => name[0])))];
        checks.That(orders.All(order => order.Order().SequenceEqual("ABC")) && orders.Distinct().Count() > 1, $"shuffled, each epoch has an order of its own: {string.Join(", ", orders)}");

        string[] one = [.. Mixed(pattern, seed: 3, workers: 1).AsEnumerable()], eight = [.. Mixed(pattern, seed: 3, workers: 8).AsEnumerable()];
        checks.That(one.CountBy(record => record).All(pair => pair.Value == EpochCount) && one.Length == 45, "each record comes exactly five times");
        checks.That(one.Chunk(9).Select(epoch => string.Concat(epoch)).Distinct().Count() == EpochCount, "no epoch has the order of another");
        checks.That(one.SequenceEqual(eight), "the seed decides on the order: it is the same with one thread and with eight");
        checks.That(!one.SequenceEqual(Mixed(pattern, seed: 4, workers: 8).AsEnumerable()), "and another with another seed");
    }

    /// <summary>A thread makes records ahead, until the queue is full.</summary>
    private static void Background(Checks checks, string pattern)
    {
        int made = 0, here = Environment.CurrentManagedThreadId, there = here;
        Dataset<string> records = Dataset.FromFiles(pattern)
            .Interleave(TextFile.Stream)
            .Map(
                line =>
                {
                    there = Environment.CurrentManagedThreadId;
                    Interlocked.Increment(ref made);
                    return line;
                },
                workers: 1)
            .Repeat()
            .Prefetch(10);
        using DatasetReader<string> reader = records.Read();
        checks.That(made == 0, "nothing is read before somebody asks");
        reader.MoveNext();
        checks.That(SpinWait.SpinUntil(() => Volatile.Read(ref made) == 11, TimeSpan.FromSeconds(10)), $"with one record taken {made} are made: ten wait in the queue");
        Thread.Sleep(20);
        checks.That(made == 11, "and the reader waits for room, though its data never end");
        checks.That(there != here, "it is another thread than that of the loop");
    }

    private static void Batches(Checks checks, string pattern)
    {
        int[] sizes = [.. Numbers(pattern).Batch(4).AsEnumerable().Select(batch => batch.X[0].Shape[0])];
        checks.That(sizes.SequenceEqual([4, 4, 1]), $"nine records are batches of {string.Join(", ", sizes)}");
        checks.That(Numbers(pattern).Batch(4, dropRemainder: true).AsEnumerable().Count() == 2, "or two, without what is left over");
        int steps = 0;
        foreach (var (x, y) in Numbers(pattern).Batch(3))
        {
            steps += x.Shape.Equals([3, 1]) && Ops.Max(Ops.Abs(x.Reshape([3]) - y)).Item<float>() == 0 ? 1 : 0;
        }

        checks.That(steps == 3, "a loop over batches has them as tensors");
    }

    private static void End(Checks checks, string pattern)
    {
        using DatasetReader<string> reader = Mixed(pattern, seed: 3, workers: 2).Read();
        int count = 0;
        while (reader.MoveNext())
        {
            count++;
        }

        checks.That(count == 45 && !reader.MoveNext(), $"after {count} records comes the end, and stays");
    }

    /// <summary>Five epochs of records, mixed in memory.</summary>
    private static Dataset<string> Mixed(string pattern, int seed, int workers) =>
        Dataset.FromFiles(pattern, shuffle: true, seed)
            .Interleave(TextFile.Stream, cycleLength: 3, workers: workers)
            .Shuffle(bufferSize: 9, seed)
            .Repeat(EpochCount)
            .Prefetch(4);

    /// <summary>The number at the end of each record, as input and as target.</summary>
    private static Dataset<Element> Numbers(string pattern) =>
        Dataset.FromFiles(pattern).Interleave(TextFile.Stream).Map(line => line[^1] - '0').Map(number =>
            new Element(HostArray.From([(float)number], [1]), HostArray.From([(float)number], Shape.Scalar)));

    private static IEnumerable<string> Names(Dataset<string> paths) => paths.AsEnumerable().Select(path => Path.GetFileName(path));
}
