using System.Globalization;
using System.Text;

namespace Sharpkeras.Benchmarks.Pipeline;

/// <summary>Writes CSV files of any size: sixteen numbers from -1 to 1, and as the label 'y' the sum of the first four.</summary>
internal static class CsvRows
{
    public const int Features = 16;

    /// <summary>So many different rows are repeated: making numbers as text takes longer than reading them.</summary>
    private const int Different = 4000;

    /// <summary>Writes at least so many bytes.</summary>
    /// <returns>The rows.</returns>
    public static long Write(string path, long bytes)
    {
        byte[] rows = Encoding.ASCII.GetBytes(Rows());
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        stream.Write(Encoding.ASCII.GetBytes(string.Join(',', Enumerable.Range(0, Features).Select(i => $"x{i}")) + ",y\n"));
        long count = 0;
        for (; stream.Position < bytes; count += Different)
        {
            stream.Write(rows);
        }

        return count;
    }

    private static string Rows()
    {
        var random = new Random(4);
        var text = new StringBuilder();
        for (int row = 0; row < Different; row++)
        {
            double sum = 0;
            for (int column = 0; column < Features; column++)
            {
                double value = (random.NextDouble() * 2) - 1;
                sum += column < 4 ? value : 0;
                text.Append(value.ToString("F6", CultureInfo.InvariantCulture)).Append(',');
            }

            text.Append(sum.ToString("F6", CultureInfo.InvariantCulture)).Append('\n');
        }

        return text.ToString();
    }
}
