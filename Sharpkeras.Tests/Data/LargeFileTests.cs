using System.Globalization;
using System.Text;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Data;

/// <summary>Data that are larger than the memory they may take.</summary>
public sealed class LargeFileTests
{
    private const long FileBytes = 400_000_000;

    private const long MostResident = 160_000_000;

    [Test]
    public void A_large_csv_file_trains_in_little_memory()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("large.csv");
        Write(path);
        Assert.That(new FileInfo(path).Length, Is.GreaterThan(FileBytes));
        var (status, output) = LargeFileTraining.Start(path);
        Assert.That(status, Is.Zero, output);
        string[] parts = output.Trim().Split(' ');
        double loss = double.Parse(parts[0], CultureInfo.InvariantCulture);
        long resident = long.Parse(parts[1], CultureInfo.InvariantCulture);
        TestContext.Out.WriteLine($"loss {loss}, {resident} bytes resident at most");

        // The targets are a linear function of the inputs and have a variance of 4/3: it has learnt.
        Assert.That(loss, Is.LessThan(0.5));
        Assert.That(resident, Is.LessThan(MostResident));
    }

    /// <summary>A few thousand different rows, again and again.</summary>
    private static void Write(string path)
    {
        var random = new Random(4);
        var text = new StringBuilder();
        for (int row = 0; row < 4000; row++)
        {
            double sum = 0;
            for (int column = 0; column < 16; column++)
            {
                double value = (random.NextDouble() * 2) - 1;
                sum += column < 4 ? value : 0;
                text.Append(value.ToString("F6", CultureInfo.InvariantCulture)).Append(',');
            }

            text.Append(sum.ToString("F6", CultureInfo.InvariantCulture)).Append('\n');
        }

        byte[] rows = Encoding.ASCII.GetBytes(text.ToString());
        using FileStream stream = File.Create(path);
        stream.Write(Encoding.ASCII.GetBytes(string.Join(',', Enumerable.Range(0, 16).Select(i => $"x{i}")) + ",y\n"));
        while (stream.Position < FileBytes)
        {
            stream.Write(rows);
        }
    }
}
