using System.Diagnostics;
using System.Globalization;
using Sharpkeras;
using Sharpkeras.Diagnostics;
using Sharpkeras.Examples;
using Sharpkeras.Examples.Tutorial;

// The program of a beginner's tutorial, chapter by chapter. It checks itself: the exit code is 1 when a check fails.
bool quick = args.Contains("--quick");
if (args.Except(["--quick"]).Any())
{
    Console.Error.WriteLine("Usage: Tutorial [--quick]    --quick trains on fewer images.");
    return 2;
}

Log.Warning += Console.Error.WriteLine;
Keras.SetRandomSeed(1);
string folder = Directory.CreateTempSubdirectory("tutorial").FullName;
var checks = new Checks();
var watch = Stopwatch.StartNew();
try
{
    Console.WriteLine("== Chapter 1: a model");
    ModelChapter.Run(checks, folder);
    Console.WriteLine("== Chapter 2: a CSV file in memory");
    CsvChapter.Run(checks, folder);
    Console.WriteLine("== Chapter 3: variables, constants and random numbers");
    ValuesChapter.Run(checks);
    Console.WriteLine("== Chapter 4: operations");
    OperationsChapter.Run(checks);
    WindowsChapter.Run(checks);
    Console.WriteLine("== Chapter 5: LeNet");
    LeNetChapter.Run(checks, folder, quick);
    Console.WriteLine("== Chapter 6: reading through queues of file names");
    QueuesChapter.Run(checks, folder);
    Console.WriteLine("== Chapter 7: files of many kinds");
    FilesChapter.Run(checks, folder);
}
finally
{
    Directory.Delete(folder, recursive: true);
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Time: {watch.Elapsed.TotalSeconds:F1} s"));
return checks.End();
