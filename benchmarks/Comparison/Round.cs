using Sharpkeras.Benchmarks.Measuring;

namespace Sharpkeras.Benchmarks.Comparison;

/// <summary>What a job gave when all libraries ran it once, one after the other: figures by the library's name.</summary>
internal sealed class Round(IReadOnlyDictionary<string, IReadOnlyList<Figure>> figures)
{
    public const string Ours = "sharpkeras";
    public const string TorchSharp = "torchsharp";
    public const string OnnxRuntime = "onnxruntime";

    /// <summary>The names of our figures, in their order.</summary>
    public IEnumerable<string> Names => figures.GetValueOrDefault(Ours, []).Select(figure => figure.Name);

    /// <summary>A library's figure; null where it has none.</summary>
    public Figure? Find(string library, string name) => figures.GetValueOrDefault(library, []).FirstOrDefault(figure => figure.Name == name);

    /// <summary>Reads the rounds of a job: folders 1, 2, … with a file of JSON lines for each library.</summary>
    public static IReadOnlyList<Round> ReadAll(string folder) =>
        [.. Directory.GetDirectories(folder).Order(StringComparer.Ordinal).Select(round => new Round(Directory.GetFiles(round, "*.json").ToDictionary(
            path => Path.GetFileNameWithoutExtension(path),
            path => (IReadOnlyList<Figure>)[.. File.ReadLines(path).Select(Figure.FromJson)])))];
}
