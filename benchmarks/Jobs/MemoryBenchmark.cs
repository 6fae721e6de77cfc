using Sharpkeras.Benchmarks.Measuring;
using Sharpkeras.Data;
using Sharpkeras.Models;

namespace Sharpkeras.Benchmarks.Jobs;

/// <summary>
/// The largest resident set of the LeNet job in a process of its own: an epoch of training, and the test. Once with the arrays
/// prepared in memory as in the example, once with uint8 images that are read from the file and prepared batch by batch.
/// </summary>
internal static class MemoryBenchmark
{
    public const string PreparedPart = "memory-prepared";
    public const string PipelinePart = "memory-pipeline";
    public const string NothingPart = "memory-nothing";

    private const int Images = 60_000 + 10_000;
    private const int ShuffleBuffer = 10_000;
    private const double Megabyte = 1e6;

    public static void Run(BenchmarkOptions options)
    {
        // The floor is a process that does nothing, and the data that have to be there at once: the bytes, and twice the training
        // images as float32 of 32×32, as the division makes a new array; or what is shuffled.
        double nothing = ChildProcess.Run(NothingPart, options, out _);
        const double Prepared = ((Images * 28.0 * 28) + (2 * 60_000 * 32.0 * 32 * sizeof(float))) / Megabyte;
        const double Shuffled = ShuffleBuffer * 28.0 * 28 / Megabyte;
        options.Report("memory", ChildProcess.Run(PreparedPart, options, out _), "MB", nothing + Prepared);
        options.Report("memory_pipeline", ChildProcess.Run(PipelinePart, options, out _), "MB", nothing + Shuffled);
    }

    /// <summary>The example's way.</summary>
    public static void RunPrepared()
    {
        var (train, test) = Mnist.Load();
        Keras.SetRandomSeed(1);
        Sequential model = LeNetModel.Create();
        model.Fit(LeNetModel.Prepare(train.Images), train.Labels, LeNetModel.Batch, epochs: 1, Verbosity.Silent);
        model.Evaluate(LeNetModel.Prepare(test.Images), test.Labels, verbosity: Verbosity.Silent);
        ChildProcess.AnswerPeakMemory();
    }

    /// <summary>The way for data that are large.</summary>
    public static void RunPipeline()
    {
        Keras.SetRandomSeed(1);
        Sequential model = LeNetModel.Create();
        model.Fit(Batches(Stream("train").Shuffle(ShuffleBuffer)), epochs: 1, Verbosity.Silent);
        model.Evaluate(Batches(Stream("test")), Verbosity.Silent);
        ChildProcess.AnswerPeakMemory();
    }

    private static Dataset<Element> Stream(string part) =>
        NpzFile.Stream(Path.Combine(AppContext.BaseDirectory, "datasets", "mnist.npz"), "x_" + part, "y_" + part);

    private static Dataset<Element> Batches(Dataset<Element> images) => images.Batch(LeNetModel.Batch).Map(Prepare).Prefetch(2);

    /// <summary>uint8 [batch, 28, 28] to float32 [batch, 32, 32, 1] from 0 to 1.</summary>
    private static Element Prepare(Element batch)
    {
        const int Side = 28, Padded = 32, Border = (Padded - Side) / 2;
        var (images, labels) = batch;
        var prepared = new HostArray(DType.Float32, [images.Shape[0], Padded, Padded, 1], new byte[images.Shape[0] * Padded * Padded * sizeof(float)]);
        Span<byte> source = images.Span<byte>();
        Span<float> target = prepared.Span<float>();
        for (int row = 0; row < images.Shape[0] * Side; row++)
        {
            int begin = (((row / Side * Padded) + (row % Side) + Border) * Padded) + Border;
            for (int column = 0; column < Side; column++)
            {
                target[begin + column] = source[(row * Side) + column] / 255f;
            }
        }

        return new Element(prepared, labels);
    }
}
