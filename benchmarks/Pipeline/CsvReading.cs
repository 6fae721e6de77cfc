using Sharpkeras.Benchmarks.Measuring;
using Sharpkeras.Data;

namespace Sharpkeras.Benchmarks.Pipeline;

/// <summary>CSV files, row by row, in batches, and whole.</summary>
internal static class CsvReading
{
    private const long Bytes = 100_000_000;

    public static void Run(BenchmarkOptions options)
    {
        using var folder = new ScratchFolder();
        string path = folder.File("rows.csv");
        long rows = CsvRows.Write(path, Bytes);
        long bytes = new FileInfo(path).Length;
        double plain = Reading.Best(options, () => Reading.Plain(path));
        double streamed = Reading.Best(options, () => Reading.Expect(CsvFile.Stream(path, label: "y").AsEnumerable().LongCount(), rows, "the stream"));
        double batched = Reading.Best(options, () =>
            Reading.Expect(CsvFile.Stream(path, label: "y").Batch(1024).Prefetch(2).AsEnumerable().Sum(batch => (long)batch.X[0].Shape[0]), rows, "the batches"));
        double loaded = Reading.Best(options, () => Load(path, rows));
        Reading.Report(options, "csv_stream", bytes, streamed, plain);
        Reading.Report(options, "csv_stream_batches", bytes, batched, plain);
        Reading.Report(options, "csv_load", bytes, loaded, plain);
    }

    private static void Load(string path, long rows)
    {
        using var scope = new TensorScope();
        var (x, _) = CsvFile.Load(path, label: "y");
        Reading.Expect(x.Shape[0], rows, "the table");
    }
}
