using System.IO.Compression;
using System.Text;
using Sharpkeras.Data;

namespace Sharpkeras.Examples.StreamedLibsvm;

/// <summary>Rows of which only a few of many features are not 0, as words of texts are. Their labels, 0 or 1, come of weights that are to be found.</summary>
internal static class SparseProblem
{
    public const int Features = 4000;

    /// <summary>The first features carry the decision; the others are there too.</summary>
    public const int Telling = 200;

    /// <summary>What the labels come of.</summary>
    public static float[] Weights { get; } = MakeWeights();

    /// <summary>Writes a file, compressed where its name ends in <c>.gz</c>. The same seed gives the same rows for both index bases.</summary>
    public static void Write(string path, int rows, int seed, int indexBase)
    {
        using FileStream file = File.Create(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        using var writer = new StreamWriter(stream);
        var random = new Random(seed);
        for (int i = 0; i < rows; i++)
        {
            writer.WriteLine(Row(random, indexBase));
        }
    }

    /// <summary>Whether two files have the same rows.</summary>
    public static bool Same(Dataset<SparseRow> one, Dataset<SparseRow> other) => one.AsEnumerable().Zip(other.AsEnumerable()).All(pair =>
        pair.First.Label == pair.Second.Label
        && pair.First.Indices.SequenceEqual(pair.Second.Indices)
        && pair.First.Values.SequenceEqual(pair.Second.Values));

    private static string Row(Random random, int indexBase)
    {
        int telling = random.Next(8, 16), others = random.Next(4, 12);
        var indices = new SortedSet<int>();
        while (indices.Count < telling)
        {
            indices.Add(random.Next(Telling));
        }

        while (indices.Count < telling + others)
        {
            indices.Add(random.Next(Telling, Features));
        }

        double score = 0;
        var text = new StringBuilder();
        foreach (int index in indices)
        {
            float value = random.Next(1, 200) / 100f;
            score += value * Weights[index];
            text.Append($" {index + indexBase}:{value}");
        }

        return (score > 0 ? "1" : "0") + text;
    }

    private static float[] MakeWeights()
    {
        var random = new Random(9);
        float[] weights = new float[Features];
        for (int i = 0; i < Telling; i++)
        {
            weights[i] = (2 * random.NextSingle()) - 1;
        }

        return weights;
    }
}
