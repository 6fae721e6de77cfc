using System.Text;
using Sharpkeras.Data;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;

namespace Sharpkeras.Examples.Tutorial;

/// <summary>Files of several kinds, each written here and read again, whole and as a stream.</summary>
internal static class FilesChapter
{
    public static void Run(Checks checks, string folder)
    {
        Csv(checks, folder);
        Libsvm(checks, Path.Combine(folder, "rows.libsvm"));
        NumPy(checks, folder);
        Records(checks, Path.Combine(folder, "words.tfrecord"));
        Pictures(checks, Path.Combine(folder, "pictures"));
    }

    /// <summary>A model learns from several files without holding them in memory.</summary>
    private static void Csv(Checks checks, string folder)
    {
        for (int file = 0; file < 3; file++)
        {
            IEnumerable<string> lines = Enumerable.Range(0, 60).Select(i => $"{i % 6 / 6.0:F2},{((i * 7) + file) % 10 / 10.0:F1}");
            File.WriteAllLines(Path.Combine(folder, $"part-{file}.csv"), ["a,b,y", .. lines.Select(line => $"{line},{Sum(line):F2}")]);
        }

        Dataset<Element> data = Dataset.FromFiles(Path.Combine(folder, "part-*.csv"), shuffle: true, seed: 1)
            .Interleave(path => CsvFile.Stream(path, label: "y"), cycleLength: 3)
            .Shuffle(bufferSize: 180, seed: 2)
            .Batch(20)
            .Prefetch(2);
        var model = new Sequential([new InputLayer([2]), new Dense(1)], name: "line");
        model.Compile(new Adam(0.1), loss: "mse");
        model.Fit(data, epochs: 80, verbosity: Verbosity.Silent);
        HostArray kernel = model.GetWeights()[0];
        float a = kernel.Span<float>()[0], b = kernel.Span<float>()[1];
        checks.That(Math.Abs(a - 2) < 0.05 && Math.Abs(b + 1) < 0.05, $"three CSV files, streamed: y = 2·a − b + 3 is learned as {a:F3}·a + {b:F3}·b");
    }

    private static void Libsvm(Checks checks, string path)
    {
        File.WriteAllText(path, "1 1:0.5 4:2\n0 3:1.5 # a remark\n");
        var (x, y) = LibsvmFile.Load(path);
        checks.Values("libsvm, whole", x, [2, 4], 0.5, 0, 0, 2, 0, 0, 1.5, 0);
        checks.Values("its labels", y, [2], 1, 0);
        SparseRow row = LibsvmFile.Rows(path).AsEnumerable().First();
        checks.That(row.Indices.SequenceEqual([0, 3]) && row.Values.SequenceEqual([0.5f, 2]), "libsvm, streamed: the first row has the features 0 and 3, when one counts from 0");
    }

    private static void NumPy(Checks checks, string folder)
    {
        string one = Path.Combine(folder, "x.npy"), several = Path.Combine(folder, "xy.npz");
        HostArray x = HostArray.From<float>([1, 2, 3, 4, 5, 6], [3, 2]), y = HostArray.From<int>([7, 8, 9], [3]);
        NpyFile.Write(one, x);
        checks.Values("npy", Tensor.FromHost(NpyFile.Read(one)), [3, 2], 1, 2, 3, 4, 5, 6);
        NpzFile.Write(several, new Dictionary<string, HostArray> { ["x"] = x, ["y"] = y }, compressed: true);
        checks.Values("npz", Tensor.FromHost(NpzFile.Read(several)["y"]), [3], 7, 8, 9);
        Element second = NpzFile.Stream(several, inputs: "x", targets: "y").Skip(1).AsEnumerable().First();
        checks.That(second.X[0].Span<float>().SequenceEqual([3, 4]) && second.Y[0].Span<int>()[0] == 8, "npz, streamed: the second element is [3, 4] and 8");
    }

    private static void Records(Checks checks, string path)
    {
        string[] words = ["a record", "is", "some bytes"];
        TfRecordFile.Write(path, words.Select(Encoding.UTF8.GetBytes));
        checks.That(TfRecordFile.Stream(path).Map(Encoding.UTF8.GetString).AsEnumerable().SequenceEqual(words), $"TFRecord: {string.Join(' ', words)}");
        byte[] bytes = File.ReadAllBytes(path);
        bytes[^6] ^= 1;
        File.WriteAllBytes(path, bytes);
        checks.Refused<InvalidDataException>("a record whose checksum is wrong", () => TfRecordFile.Stream(path).AsEnumerable().Count());
    }

    private static void Pictures(Checks checks, string folder)
    {
        foreach (var (name, grey) in new[] { ("black", (byte)10), ("white", (byte)240) })
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
            ImageFile.Save(Path.Combine(folder, name, "1.png"), new HostArray(DType.UInt8, [4, 6, 1], [.. Enumerable.Repeat(grey, 24)]));
        }

        var pictures = new ImageFolder(folder);
        Element[] both = [.. pictures.Stream(2, 2, channels: 1, shuffle: false).AsEnumerable()];
        checks.Values("PNG pictures in folders, resized", Tensor.FromHost(both[1].X[0]), [2, 2, 1], 240, 240, 240, 240);
        checks.That(both.Select(picture => pictures.ClassNames[picture.Y[0].Span<int>()[0]]).SequenceEqual(["black", "white"]), "their labels are the folders: black and white");
    }

    /// <summary>2·a − b + 3 of the numbers as they stand in the file.</summary>
    private static double Sum(string line)
    {
        string[] fields = line.Split(',');
        return (2 * double.Parse(fields[0])) - double.Parse(fields[1]) + 3;
    }
}
