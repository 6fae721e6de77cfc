using System.Diagnostics;
using Sharpkeras.Benchmarks.Jobs;
using Sharpkeras.Benchmarks.Measuring;
using Sharpkeras.Data;
using Sharpkeras.Models;

namespace Sharpkeras.Benchmarks.Pipeline;

/// <summary>
/// LeNet on real MNIST through <c>Fit</c>, fed by a pipeline that shuffles and augments: which share of an epoch the training thread spends
/// in the reader, waiting for its next batch.
/// </summary>
internal static class WaitingBenchmark
{
    private const int Batch = 64;

    private const int Buffer = 10_000;

    /// <summary>The goal.</summary>
    private const double MostPercent = 5;

    public static void Run(BenchmarkOptions options)
    {
        LabelledImages train = LeNetModel.Train();
        int count = train.Images.Shape[0];
        var clock = new EpochClock();
        Keras.SetRandomSeed(1);
        LeNetModel.Create().Fit(LeNetModel.Prepare(train.Images), train.Labels, Batch, options.Repeat + 1, Verbosity.Silent, [clock]);
        double inMemory = clock.Seconds.Skip(1).Min();

        var waiting = new Waiting(Augmented(train, count), count / Batch + (count % Batch > 0 ? 1 : 0));
        Keras.SetRandomSeed(1);
        clock = new EpochClock();
        LeNetModel.Create().Fit(waiting.Dataset, options.Repeat + 1, Verbosity.Silent, [clock]);
        double[] shares = [.. clock.Seconds.Zip(waiting.Seconds, (epoch, waited) => 100 * waited / epoch).Skip(1)];
        Console.WriteLine($"{Environment.ProcessorCount} processors, {Devices.Parallelism.Threads} threads; waiting in warm epochs: {string.Join(", ", shares.Select(share => $"{share:F2}"))} %");
        options.Report("lenet_pipeline", clock.Seconds.Skip(1).Min(), "s/epoch", inMemory);
        options.Report("lenet_waiting", shares.Order().ElementAt(shares.Length / 2), "% of epoch", MostPercent);
        options.Report("lenet_waiting_best", shares.Min(), "% of epoch", MostPercent);
    }

    private static Dataset<Element> Augmented(LabelledImages train, int count)
    {
        Dataset<Element> images = Dataset.FromTensors(train.Images, train.Labels).Shuffle(Buffer, seed: 1);

        // The numbers go on from epoch to epoch, so that each image is changed in another way each time.
        Dataset<long> numbers = Dataset.FromGenerator(epoch => Numbers(epoch * count, count), count);
        return Dataset.Zip(images, numbers).Map(pair => Augmentation.Apply(pair.First, pair.Second)).Batch(Batch).Prefetch(16);
    }

    private static IEnumerable<long> Numbers(long first, int count)
    {
        for (long i = 0; i < count; i++)
        {
            yield return first + i;
        }
    }

    /// <summary>A stage on the thread of the training that measures how long the one before it lets it wait.</summary>
    private sealed class Waiting(Dataset<Element> source, long batches)
    {
        public List<double> Seconds { get; } = [];

        public Dataset<Element> Dataset => Data.Dataset.FromGenerator(Read, batches);

        private IEnumerable<Element> Read(long epoch)
        {
            using DatasetReader<Element> reader = source.Read(new DatasetPosition(epoch, 0));
            long waited = 0;
            while (true)
            {
                long begin = Stopwatch.GetTimestamp();
                bool any = reader.MoveNext();
                waited += Stopwatch.GetTimestamp() - begin;
                if (!any)
                {
                    break;
                }

                yield return reader.Current;
            }

            Seconds.Add((double)waited / Stopwatch.Frequency);
        }
    }
}
