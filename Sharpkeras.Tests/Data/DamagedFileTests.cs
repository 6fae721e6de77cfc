using System.IO.Compression;
using System.Text;
using Sharpkeras.Data;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Data;

/// <summary>A thousand damaged files of each format: a clear error or an array, without a hang, a crash or much memory.</summary>
public sealed class DamagedFileTests
{
    private const int Trials = 1000;

    private const long MostBytes = 256 << 20;

    private static readonly string Csv = "a,b,name,y\n" + string.Concat(Enumerable.Range(0, 12).Select(i => $"{i * 0.25},{-i},\"x, {i % 3}\"\"\",{i % 2}\n"));

    private static readonly string Svm = string.Concat(Enumerable.Range(0, 12).Select(i => $"{i % 2} 1:{i * 0.5} {i + 2}:{i} 40:1e-3\n"));

    private static readonly string Prose = string.Concat(Enumerable.Range(0, 10).Select(i => $"Zeile {i}: größer als öde Räume 日本語\n"));

    private static readonly byte[] Npy = NpyBytes.Array("<f4", "(2, 3)", new byte[24]);

    private static readonly byte[] Idx = [0, 0, 8, 2, 0, 0, 0, 3, 0, 0, 0, 4, .. new byte[12]];

    private static IEnumerable<TestCaseData> Formats()
    {
        var columns = new Dictionary<string, CsvColumn> { ["name"] = CsvColumn.Category("x, 0\"", "x, 1\"", "x, 2\"") };
        TestCaseData Case(string name, byte[] file, params Action<string>[] reads) => new TestCaseData(name, file, reads).SetArgDisplayNames(name);
        Action<string>[] csv = [path => CsvFile.Load(path, "y", columns: columns), path => Drain(CsvFile.Stream(path, "y", columns: columns).Batch(4))];
        yield return Case("csv", Encoding.UTF8.GetBytes(Csv), csv);
        yield return Case("csv.gz", Gzip(Encoding.UTF8.GetBytes(Csv)), csv);
        yield return Case("libsvm", Encoding.UTF8.GetBytes(Svm), path => LibsvmFile.Load(path), path => Drain(LibsvmFile.Stream(path, 40)));
        yield return Case("text", Encoding.UTF8.GetBytes(Prose), path => Drain(TextFile.Stream(path)));
        yield return Case("npy", Npy, path => NpyFile.Read(path), path => Drain(NpyFile.Stream(path)));
        byte[] npz = NpyBytes.Archive(CompressionLevel.Optimal, ("a.npy", Npy), ("b.npy", Npy)).ToArray();
        yield return Case("npz", npz, path => NpzFile.Read(path), path => Drain(NpzFile.Stream(path, "a", "b")));
        yield return Case("idx", Idx, path => IdxFile.Read(path));
        yield return Case("idx.gz", Gzip(Idx), path => IdxFile.Read(path));
        foreach (string name in new[] { "rgb.png", "rgb444.jpg", "progressive.jpg", "gray.bmp" })
        {
            byte[] picture = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Data", "Images", "Files", name));
            yield return Case(name, picture, path => ImageFile.Load(path));
        }

        yield return Case("tfrecord", Records(), path => Drain(TfRecordFile.Stream(path)));
    }

    [TestCaseSource(nameof(Formats))]
    public void Damage_gives_an_error_or_an_array(string format, byte[] file, Action<string>[] reads)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a");
        File.WriteAllBytes(path, file);
        Assert.That(() => Array.ForEach(reads, read => read(path)), Throws.Nothing, "the whole file");
        var random = new Random(20);
        int refused = 0;
        long most = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            File.WriteAllBytes(path, Damaged(file, random));
            using var scope = new TensorScope();
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                reads[trial % reads.Length](path);
            }
            catch (InvalidDataException error)
            {
                refused++;
                Assert.That(error.Message, Does.StartWith($"'{path}'"), $"trial {trial}");
            }

            most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Console.Error.WriteLine($"damaged {format}: {Trials} tried, {refused} refused, at most {most} bytes taken");
        Assert.That(refused, Is.GreaterThanOrEqualTo(Trials / 2));
        Assert.That(most, Is.LessThan(MostBytes));
    }

    /// <summary>Cut off, with bytes changed, with a piece left out, or with a piece put in.</summary>
    private static byte[] Damaged(byte[] file, Random random)
    {
        int place = random.Next(file.Length);
        int length = 1 + random.Next(Math.Min(8, file.Length - place));
        byte[] piece = new byte[length];
        random.NextBytes(piece);
        switch (random.Next(4))
        {
            case 0:
                return file[..place];
            case 1:
                return [.. file[..place], .. file[(place + length)..]];
            case 2:
                return [.. file[..place], .. piece, .. file[place..]];
            default:
                byte[] changed = (byte[])file.Clone();
                piece.CopyTo(changed, place);
                return changed;
        }
    }

    private static void Drain<T>(Dataset<T> dataset) => dataset.AsEnumerable().Count();

    private static byte[] Records()
    {
        using var folder = new TemporaryFolder();
        TfRecordFile.Write(folder.File("a"), Enumerable.Range(0, 5).Select(i => new byte[i * 3]));
        return File.ReadAllBytes(folder.File("a"));
    }

    private static byte[] Gzip(byte[] bytes)
    {
        var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return stream.ToArray();
    }
}
