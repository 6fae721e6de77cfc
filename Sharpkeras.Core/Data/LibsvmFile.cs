using System.Globalization;
using Sharpkeras.Diagnostics;

namespace Sharpkeras.Data;

/// <summary>
/// The text format of libsvm and svmlight: <c>label index:value index:value # remark</c>. Indices rise; they count from 1, or from 0 where the
/// caller says so. A <c>qid:</c> is passed over. Plain or compressed by gzip.
/// </summary>
public static class LibsvmFile
{
    /// <summary>Beyond this many bytes of zeros a file has to be told apart from one with a damaged index.</summary>
    private const long MostZeros = 64 << 20;

    /// <summary>Loads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="features">The number of features; null for the largest index of the file.</param>
    /// <param name="indexBase">Whether the first feature is 1 or 0 in the file.</param>
    /// <returns>X float32 [rows, features] and Y float32 [rows].</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">A line is none of such a file; with its number.</exception>
    public static (Tensor X, Tensor Y) Load(string path, int? features = null, int indexBase = 1)
    {
        var rows = new List<SparseRow>(Parse(path, features, CheckBase(indexBase)));
        if (rows.Count == 0)
        {
            throw new InvalidDataException($"'{path}' — the file is empty. Expected lines with a label and index:value.");
        }

        int width = features ?? rows.Max(row => row.Indices.Length == 0 ? 0 : row.Indices[^1] + 1);
        long zeros = (long)width * rows.Count * sizeof(float);
        if (zeros > Array.MaxLength || (features == null && zeros > Math.Max(MostZeros, 4096 * rows.Sum(row => row.Indices.LongLength))))
        {
            throw new InvalidDataException(
                $"'{path}' — {Text.Of(rows.Count)} rows of {Text.Of(width)} features would be {Text.Of(zeros)} bytes, nearly all of them zeros. " +
                "Pass 'features' if the largest index is right, or read sparse rows with LibsvmFile.Rows.");
        }

        float[] x = new float[(long)width * rows.Count];
        for (int i = 0; i < rows.Count; i++)
        {
            for (int j = 0; j < rows[i].Indices.Length; j++)
            {
                x[((long)i * width) + rows[i].Indices[j]] = rows[i].Values[j];
            }
        }

        return (Tensor.FromSpan<float>(x, [rows.Count, width]), Tensor.FromSpan<float>([.. rows.Select(row => row.Label)], [rows.Count]));
    }

    /// <summary>The rows of a file with their zeros.</summary>
    /// <param name="path">The file; it is opened when a loop begins.</param>
    /// <param name="features">The number of features.</param>
    /// <param name="indexBase">Whether the first feature is 1 or 0 in the file.</param>
    /// <returns>Elements of X float32 [features] and Y float32, a scalar.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static Dataset<Element> Stream(string path, int features, int indexBase = 1)
    {
        Check.Positive(features, nameof(features), "libsvm");
        CheckBase(indexBase);
        DataFile.CheckExists(path);
        return Dataset.FromGenerator(() => Parse(path, features, indexBase).Select(row => row.ToElement(features)));
    }

    /// <summary>The rows of a file as they stand there.</summary>
    /// <param name="path">The file; it is opened when a loop begins.</param>
    /// <param name="indexBase">Whether the first feature is 1 or 0 in the file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static Dataset<SparseRow> Rows(string path, int indexBase = 1)
    {
        CheckBase(indexBase);
        DataFile.CheckExists(path);
        return Dataset.FromGenerator(() => Parse(path, null, indexBase));
    }

    private static int CheckBase(int indexBase) => indexBase is 0 or 1
        ? indexBase
        : throw new ArgumentOutOfRangeException(nameof(indexBase), $"libsvm — features count from 0 or from 1. Received {Text.Of(indexBase)}.");

    private static IEnumerable<SparseRow> Parse(string path, int? features, int indexBase)
    {
        using var reader = new LineReader(path);
        while (reader.Next() is { } line)
        {
            int remark = line.IndexOf('#');
            string text = (remark < 0 ? line : line[..remark]).Trim();
            if (text.Length > 0)
            {
                yield return Row(reader, text, features ?? int.MaxValue, indexBase);
            }
        }
    }

    private static SparseRow Row(LineReader reader, string text, int features, int indexBase)
    {
        string[] parts = text.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        float label = Number(reader, parts[0], "the label");
        var indices = new List<int>(parts.Length);
        var values = new List<float>(parts.Length);
        foreach (string part in parts.AsSpan(1))
        {
            int colon = part.IndexOf(':');
            if (colon < 0)
            {
                throw reader.Invalid($"'{Shown(part)}' is no index:value", "Correct the line");
            }

            if (part.StartsWith("qid:", StringComparison.Ordinal))
            {
                continue;
            }

            indices.Add(Index(reader, part[..colon], indices, features, indexBase));
            values.Add(Number(reader, part[(colon + 1)..], $"feature {part[..colon]}"));
        }

        return new SparseRow(label, [.. indices], [.. values]);
    }

    private static int Index(LineReader reader, string text, List<int> before, int features, int indexBase)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int index) || index < indexBase)
        {
            string advice = text == "0" ? "Pass 'indexBase: 0' if the file counts from 0" : "Correct the line";
            throw reader.Invalid($"'{Shown(text)}' is no index; they are whole numbers from {Text.Of(indexBase)} on", advice);
        }

        index -= indexBase;
        if (before.Count > 0 && index <= before[^1])
        {
            throw reader.Invalid($"index {text} stands behind {Text.Of(before[^1] + indexBase)}; indices must rise", "Correct the line");
        }

        return index < features
            ? index
            : throw reader.Invalid($"index {text} is beyond the {Text.Of(features)} features that are expected", "Give more features, or the file's index base");
    }

    private static float Number(LineReader reader, string text, string what) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value) && !text.Contains('\0', StringComparison.Ordinal)
            ? value
            : throw reader.Invalid($"{what} must be a number. Received '{Shown(text)}'", "Correct the line");

    private static string Shown(string text) => text.Length > 40 ? text[..40] + "…" : text;
}
