using System.Diagnostics;
using Sharpkeras;
using Sharpkeras.Data;
using Sharpkeras.Diagnostics;
using Sharpkeras.Examples;
using Sharpkeras.Examples.FileQueues;

// The two queues of TensorFlow's old tutorials: one of file names, epoch by epoch, and one of records in memory, which readers in the background fill.
if (args.Length > 0)
{
    Console.Error.WriteLine("Usage: FileQueues    It takes no arguments.");
    return 2;
}

Log.Warning += Console.Error.WriteLine;
Keras.SetRandomSeed(1);
string folder = Directory.CreateTempSubdirectory("queues").FullName;
var checks = new Checks();
var watch = Stopwatch.StartNew();
try
{
    string pattern = QueueFiles.Write(Path.Combine(folder, "short"));
    Console.WriteLine("== In order");
    InOrder.Run(checks, pattern);
    Console.WriteLine("== Shuffled");
    Shuffled.Run(checks, pattern);
    Console.WriteLine("== Batches, written out again");
    Batches.Run(checks, pattern, Path.Combine(folder, "batches.csv"));
    Console.WriteLine("== The end, and the middle");
    Ends.Run(checks, pattern);
    Console.WriteLine("== Long files");
    LongFiles.Run(checks, QueueFiles.Write(Path.Combine(folder, "long"), LongFiles.Lines), folder);
}
finally
{
    Directory.Delete(folder, recursive: true);
}

Console.WriteLine($"Time: {watch.Elapsed.TotalSeconds:F1} s");
return checks.End();
