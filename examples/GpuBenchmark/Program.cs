using System.CommandLine;
using Sharpkeras.Diagnostics;
using Sharpkeras.Examples.GpuBenchmark;

Log.Warning += Console.Error.WriteLine;
return BenchmarkCommand.Create().Parse(args).Invoke();
