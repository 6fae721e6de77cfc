using Sharpkeras.Data;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Data.Pipeline;

/// <summary>Loops that end early, by the caller or by an error, leave nothing behind.</summary>
public sealed class EarlyEndTests
{
    private const int Exits = 200;

    private const int Failures = 50;

    private TemporaryFolder folder = null!;

    [SetUp]
    public void Write()
    {
        folder = new TemporaryFolder();
        for (int file = 0; file < 6; file++)
        {
            File.WriteAllLines(folder.File($"part-{file}.txt"), Enumerable.Range(0, 500).Select(line => $"{file} {line}"));
        }
    }

    [TearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public void Early_exits_leave_no_thread_no_open_file_and_no_memory()
    {
        Dataset<Element> dataset = Lines().Map(Parse, workers: 3).Shuffle(64, seed: 1).Batch(8).Prefetch(2);
        Watch(Exits, exit =>
        {
            int left = exit % 7;
            foreach (TensorBatch batch in dataset)
            {
                Assert.That(batch.X[0].Shape[0], Is.EqualTo(8));
                if (left-- == 0)
                {
                    break;
                }
            }
        });
    }

    [Test]
    public void Errors_of_readers_reach_the_caller_and_leave_nothing()
    {
        Watch(Failures, failure =>
        {
            string bad = $"3 {failure * 7}";
            Dataset<Element> dataset = Lines().Map(line => line == bad ? throw new FormatException(bad) : Parse(line), workers: 3).Batch(4).Prefetch(2);
            Assert.That(() => dataset.AsEnumerable().Count(), Throws.InstanceOf<FormatException>().With.Message.EqualTo(bad));
        });
    }

    [Test]
    public void An_error_comes_behind_all_elements_before_it()
    {
        foreach (int workers in new[] { 1, 2, 8 })
        {
            Dataset<long> dataset = Dataset.Range(100).Map(i => i == 37 ? throw new FormatException() : i, workers).Prefetch(3);
            using DatasetReader<long> reader = dataset.Read();
            for (int i = 0; i < 37; i++)
            {
                Assert.That(reader.MoveNext());
                Assert.That(reader.Current, Is.EqualTo(i));
            }

            Assert.That(() => reader.MoveNext(), Throws.InstanceOf<FormatException>());
            Assert.That(Workers.Live, Is.Zero, "the error itself ends the other workers");
            Assert.That(reader.MoveNext(), Is.False);
        }
    }

    [Test]
    public void An_error_of_the_source_comes_in_its_place_too()
    {
        static IEnumerable<long> Failing()
        {
            yield return 1;
            yield return 2;
            throw new IOException("gone");
        }

        var seen = new List<long>();
        Dataset<long> dataset = Dataset.FromGenerator(Failing).Map(i => i, workers: 4).Prefetch(1);
        Assert.That(() => dataset.AsEnumerable().Count(value => Note(seen, value)), Throws.InstanceOf<IOException>());
        Assert.That(seen, Is.EqualTo(new[] { 1, 2 }));
        Assert.That(Workers.Live, Is.Zero);
    }

    [Test]
    public void A_reader_that_was_never_read_has_no_threads()
    {
        using DatasetReader<string> reader = Lines().Prefetch(4).Read();
        Assert.That(Workers.Live, Is.Zero);
    }

    private static bool Note(List<long> seen, long value)
    {
        seen.Add(value);
        return true;
    }

    private static Element Parse(string line)
    {
        string[] parts = line.Split(' ');
        return new Element(HostArray.From([float.Parse(parts[1])], [1]), HostArray.From([int.Parse(parts[0])], Shape.Scalar));
    }

    private Dataset<string> Lines() => Dataset.FromFiles(folder.File("part-*.txt"), shuffle: true, seed: 2)
        .Interleave(path => TextFile.Stream(path), cycleLength: 3, blockLength: 4, workers: 2);

    /// <summary>Repeats something, and compares threads, open files and memory with those after a few rounds.</summary>
    private void Watch(int count, Action<int> round)
    {
        const int Warm = 10;
        long before = 0;
        for (int i = 0; i < count; i++)
        {
            round(i);
            Assert.That(Workers.Live, Is.Zero, $"round {i}");
            if (i == Warm)
            {
                before = GC.GetTotalMemory(forceFullCollection: true);
            }
        }

        long grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        TestContext.Out.WriteLine($"{count} rounds: {grown} bytes more than after {Warm + 1}");
        Assert.That(grown, Is.LessThan(1 << 20));
        Assert.That(OpenFiles(), Is.Empty);
        foreach (string path in Directory.GetFiles(folder.Path))
        {
            // On Windows an open file could not be had for oneself.
            using var own = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
    }

    /// <summary>The files of the folder that this process has open, where the system tells.</summary>
    private string[] OpenFiles() => Directory.Exists("/proc/self/fd")
        ? [.. Directory.GetFiles("/proc/self/fd").Select(link => new FileInfo(link).LinkTarget ?? "").Where(target => target.StartsWith(folder.Path, StringComparison.Ordinal))]
        : [];
}
