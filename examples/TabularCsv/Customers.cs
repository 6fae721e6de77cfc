using System.Globalization;
using Sharpkeras.Data;

namespace Sharpkeras.Examples.TabularCsv;

/// <summary>
/// A table of customers who stay or leave: numbers with gaps, a city, a comment with commas, quotes and line ends, and the label. The rule behind it is
/// hidden under noise.
/// </summary>
internal static class Customers
{
    public const int FeatureCount = 9;

    private static readonly string[] Cities = ["Bergen", "Lyon", "Porto", "Turku"];

    private static readonly string[] Comments =
        ["no comment", "\"likes it, mostly\"", "\"said \"\"maybe\"\"\"", "\"wrote twice:\nfirst in spring, then in autumn\""];

    /// <summary>The columns that are read; <c>id</c> and <c>comment</c> are not. What a file lacks becomes NaN.</summary>
    public static IReadOnlyList<string> Features { get; } = ["age", "income", "city", "months"];

    /// <summary>Names become numbers, in this order.</summary>
    public static IReadOnlyDictionary<string, CsvColumn> Columns { get; } = new Dictionary<string, CsvColumn>
    {
        ["city"] = CsvColumn.Category(Cities),
        ["stays"] = CsvColumn.Category("no", "yes"),
    };

    /// <summary>Writes a file. Returns how often the rule behind it is right, which no model can better by much.</summary>
    public static double Write(string path, int rows, int seed)
    {
        var random = new Random(seed);
        int right = 0;
        using var file = new StreamWriter(path);
        file.WriteLine("id,age,income,city,months,comment,stays");
        for (int i = 0; i < rows; i++)
        {
            int age = random.Next(18, 80), months = random.Next(1, 61), city = random.Next(Cities.Length);
            double income = 20_000 + (60_000 * random.NextDouble());
            double score = ((months - 30) / 12.0) + ((income - 50_000) / 20_000) + ((city - 1.5) / 1.5) - (Math.Abs(age - 45) / 15.0) + 1;
            bool stays = score + (0.7 * (random.NextDouble() - random.NextDouble())) > 0;
            right += stays == (score > 0) ? 1 : 0;
            string shownAge = random.Next(20) == 0 ? "" : $"{age}", shownIncome = random.Next(10) == 0 ? "NA" : income.ToString("F2", CultureInfo.InvariantCulture);
            file.WriteLine($"C-{i:D6},{shownAge},{shownIncome},{Cities[city]},{months},{Comments[random.Next(Comments.Length)]},{(stays ? "yes" : "no")}");
        }

        return (double)right / rows;
    }

    /// <summary>Makes what a model learns from well: numbers around 0, a mark for each gap, and a place for each city.</summary>
    public static Element Prepare(Element row)
    {
        ReadOnlySpan<float> values = row.X[0].Span<float>();
        float[] features = new float[FeatureCount];
        (features[0], features[1]) = float.IsNaN(values[0]) ? (0, 1) : ((values[0] - 45) / 15, 0);
        (features[2], features[3]) = float.IsNaN(values[1]) ? (0, 1) : ((values[1] - 50_000) / 20_000, 0);
        features[4 + (int)values[2]] = 1;
        features[8] = (values[3] - 30) / 15;
        return new Element(HostArray.From<float>(features, [FeatureCount]), row.Y[0]);
    }
}
