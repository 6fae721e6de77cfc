using System.Globalization;
using Sharpkeras.Data;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;

namespace Sharpkeras.Examples.Tutorial;

/// <summary>A CSV file in memory: written here, read as columns, and learned from.</summary>
internal static class CsvChapter
{
    public static void Run(Checks checks, string folder)
    {
        string path = Path.Combine(folder, "points.csv");
        Write(path, count: 200);
        var (x, y) = CsvFile.Load(path, label: "y");
        checks.That(x.Shape.Equals([200, 2]) && y!.Shape.Equals([200]), $"the file has {x.Shape[0]} records of {x.Shape[1]} features, and a label");
        string[] first = File.ReadLines(path).ElementAt(1).Split(',');
        checks.Values("the first record", x[0], [2], Number(first[0]), Number(first[1]));
        checks.Values("its label", y!, [200], [.. File.ReadLines(path).Skip(1).Select(line => Number(line.Split(',')[2]))]);

        var model = new Sequential([new InputLayer([2]), new Dense(1)], name: "line");
        model.Compile(new Adam(0.1), loss: "mse");
        model.Fit(x, y!, epochs: 40, verbosity: Verbosity.Silent);
        HostArray kernel = model.GetWeights()[0];
        checks.That(
            Math.Abs(kernel.Span<float>()[0] - 2) < 0.05 && Math.Abs(kernel.Span<float>()[1] + 1) < 0.05,
            $"y = 2·a − b + 3 is learned from it: {kernel.Span<float>()[0]:F3}·a + {kernel.Span<float>()[1]:F3}·b");
        checks.Refused<InvalidDataException>("a column that is not there", () => CsvFile.Load(path, label: "z"));
    }

    private static void Write(string path, int count)
    {
        float[] numbers = Ops.Uniform([count, 2], -1, 1, seed: 6).ToArray<float>();
        IEnumerable<string> lines = numbers.Chunk(2).Select(pair =>
            string.Create(CultureInfo.InvariantCulture, $"{pair[0]:F3},{pair[1]:F3},{(2 * pair[0]) - pair[1] + 3:F3}"));
        File.WriteAllLines(path, ["a,b,y", .. lines]);
    }

    private static double Number(string text) => float.Parse(text, CultureInfo.InvariantCulture);
}
