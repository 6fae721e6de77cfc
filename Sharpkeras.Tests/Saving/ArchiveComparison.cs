using System.IO.Compression;
using System.Text.RegularExpressions;
using Sharpkeras.Tests.Goldens;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Saving;

/// <summary>Compares <c>.keras</c> archives: members, how they are stored, the JSON to the last character, the weights.</summary>
internal static partial class ArchiveComparison
{
    /// <summary>Asserts that there is no difference but the time, and which numbers stand for shared objects: Keras's are addresses in memory.</summary>
    public static void AssertEqual(string expected, string actual, bool values = true)
    {
        Assert.That(Members(actual), Is.EqualTo(Members(expected)), "members");
        Assert.That(Shape(actual, "metadata.json"), Is.EqualTo(Shape(expected, "metadata.json")), "metadata.json");
        Assert.That(Config(actual), Is.EqualTo(Config(expected)), "config.json");
        using var folder = new TemporaryFolder();
        Assert.That(
            H5Comparison.Differences(Weights(folder, "expected", expected), Weights(folder, "actual", actual), values), Is.Empty, "model.weights.h5");
        H5Comparison.AssertEqualInH5py(expected, actual, values ? [] : ["--skip-data"]);
    }

    /// <summary>The config with its ids numbered in the order in which they occur, so that which places share one counts.</summary>
    private static string Config(string path)
    {
        var numbers = new Dictionary<string, int>();
        string text = ModelFiles.ArchiveText(path, "config.json").Replace(H5Comparison.OursInConfigs, "", StringComparison.Ordinal);
        return SharedId().Replace(text, match =>
        {
            numbers.TryAdd(match.Groups[1].Value, numbers.Count + 1);
            return $"\"shared_object_id\": {numbers[match.Groups[1].Value]}";
        });
    }

    /// <summary>Names in their order, whether packed, flags and permissions.</summary>
    private static string[] Members(string path)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        return [.. archive.Entries.Select(entry => $"{entry.FullName} stored: {entry.Length == entry.CompressedLength} mode: {entry.ExternalAttributes:x}")];
    }

    /// <summary>Keys and the form of values: digits are replaced.</summary>
    private static string Shape(string path, string entry) => Digit().Replace(ModelFiles.ArchiveText(path, entry), "0");

    private static string Weights(TemporaryFolder folder, string name, string path)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        archive.GetEntry("model.weights.h5")!.ExtractToFile(folder.File(name));
        return folder.File(name);
    }

    [GeneratedRegex("\"shared_object_id\": ([0-9]+)")]
    private static partial Regex SharedId();

    [GeneratedRegex("[0-9]")]
    private static partial Regex Digit();
}
