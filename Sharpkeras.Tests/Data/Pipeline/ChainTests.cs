using Sharpkeras.Data;
using Sharpkeras.Tests.Properties;

namespace Sharpkeras.Tests.Data.Pipeline;

/// <summary>What holds for any chain of stages.</summary>
public sealed class ChainTests
{
    private static readonly int[] WorkerCounts = [2, 8];

    [TearDown]
    public void No_thread_is_left() => Assert.That(Workers.Live, Is.Zero);

    [Test]
    public void Results_do_not_depend_on_the_number_of_workers() => Draws.Check(Chain.Any, chain =>
    {
        Dataset<long> one = chain.Build(1);
        Dataset<long>[] others = [.. WorkerCounts.Select(chain.Build)];
        for (int epoch = 0; epoch < 2; epoch++)
        {
            long[] expected = [.. one.AsEnumerable()];
            for (int i = 0; i < others.Length; i++)
            {
                long[] found = [.. others[i].AsEnumerable()];
                if (!found.SequenceEqual(expected))
                {
                    return $"epoch {epoch}, {WorkerCounts[i]} workers: {Text(found)} instead of {Text(expected)}";
                }
            }
        }

        return null;
    });

    [Test]
    public void Ordered_chains_are_what_LINQ_says() => Draws.Check(Chain.Ordered, chain =>
    {
        long[] expected = chain.Plain();
        Dataset<long> dataset = chain.Build(2);
        long cardinality = dataset.Cardinality;
        long[] found = [.. dataset.AsEnumerable()];
        return !found.SequenceEqual(expected) ? $"{Text(found)} instead of {Text(expected)}"
            : cardinality >= 0 && cardinality != expected.Length ? $"cardinality {cardinality} instead of {expected.Length}"
            : null;
    });

    [Test]
    public void Each_element_comes_once_an_epoch() => Draws.Check(Chain.Permuting, chain =>
    {
        Dataset<long> dataset = chain.Build(2);
        long[] expected = [.. chain.Plain().Order()];
        for (int epoch = 0; epoch < 3; epoch++)
        {
            long[] found = [.. dataset.AsEnumerable().Order()];
            if (!found.SequenceEqual(expected))
            {
                return $"epoch {epoch}: {Text(found)} instead of {Text(expected)}";
            }
        }

        return null;
    });

    [Test]
    public void A_pass_goes_on_from_a_saved_position() => Draws.Check(Chain.Any, chain =>
    {
        Dataset<long> dataset = chain.Build(2);
        long[] all = [.. Rest(dataset, new DatasetPosition(3, 0))];
        foreach (int begin in new[] { 1, all.Length / 3, all.Length - 1, all.Length, all.Length + 5 }.Where(begin => begin >= 0))
        {
            // A dataset of its own, as after a restart: nothing is cached there.
            long[] rest = [.. Rest(chain.Build(1), new DatasetPosition(3, begin))];
            long[] cached = [.. Rest(dataset, new DatasetPosition(3, begin))];
            long[] expected = [.. all.Skip(begin)];
            if (!rest.SequenceEqual(expected) || !cached.SequenceEqual(expected))
            {
                return $"from {begin}: {Text(rest)}, again {Text(cached)} instead of {Text(expected)}";
            }
        }

        return null;
    });

    private static IEnumerable<long> Rest(Dataset<long> dataset, DatasetPosition position)
    {
        using DatasetReader<long> reader = dataset.Read(position);
        while (reader.MoveNext())
        {
            yield return reader.Current;
        }
    }

    private static string Text(long[] numbers) => $"[{string.Join(", ", numbers.Take(40))}] ({numbers.Length})";
}
