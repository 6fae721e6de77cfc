using System.CommandLine;
using Sharpkeras.Kernels.Lanes;

namespace Sharpkeras.Benchmarks.Comparison;

/// <summary>Prints the table of what compare.sh has collected.</summary>
internal static class TableCommand
{
    public static Command Create()
    {
        Argument<string> folder = new("folder") { Description = "A folder with a folder for each job." };
        Argument<string[]> jobs = new("jobs") { Description = "The jobs, in the order of the table." };
        var command = new Command("table", "The table of a comparison that compare.sh has made.") { folder, jobs };
        command.SetAction(parsed => Print(parsed.GetValue(folder)!, parsed.GetValue(jobs)!));
        return command;
    }

    private static void Print(string folder, string[] jobs)
    {
        IEnumerable<IReadOnlyList<Round>> measured = jobs
            .Select(job => Path.Combine(folder, job))
            .Where(Directory.Exists)
            .Select(Round.ReadAll);
        foreach (string line in ComparisonTable.Lines(measured, new Goals(VectorBits.Value)))
        {
            Console.WriteLine(line);
        }
    }
}
