using Sharpkeras.Benchmarks.Jobs;
using Sharpkeras.Benchmarks.Measuring;
using Sharpkeras.Data;

namespace Sharpkeras.Benchmarks.Pipeline;

/// <summary>Rows of npz archives: images of bytes with their labels, stored and deflated.</summary>
internal static class NpzReading
{
    private const int Rows = 120_000;

    public static void Run(BenchmarkOptions options)
    {
        using var folder = new ScratchFolder();
        HostArray images = Images();
        HostArray labels = HostArray.From<int>([.. Enumerable.Range(0, Rows).Select(i => i % 10)], [Rows]);
        foreach (bool compressed in new[] { false, true })
        {
            string path = folder.File(compressed ? "deflated.npz" : "stored.npz");
            NpzFile.Write(path, [new("x", images), new("y", labels)], compressed);
            double plain = Reading.Best(options, () => Reading.Plain(path));
            double streamed = Reading.Best(options, () => Reading.Expect(NpzFile.Stream(path, "x", "y").AsEnumerable().LongCount(), Rows, "the stream"));
            Reading.Report(options, compressed ? "npz_stream_deflated" : "npz_stream", new FileInfo(path).Length, streamed, plain);
        }
    }

    /// <summary>MNIST's images twice: compressible as real data are.</summary>
    private static HostArray Images()
    {
        byte[] train = LeNetModel.Train().Images.ToHost().Bytes;
        byte[] all = new byte[Rows * 28 * 28];
        for (int at = 0; at < all.Length; at += train.Length)
        {
            train.AsSpan(0, Math.Min(train.Length, all.Length - at)).CopyTo(all.AsSpan(at));
        }

        return new HostArray(DType.UInt8, [Rows, 28, 28], all);
    }
}
