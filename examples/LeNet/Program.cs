using System.CommandLine;
using Sharpkeras.Diagnostics;
using Sharpkeras.Examples.LeNet;

Log.Warning += Console.Error.WriteLine;
return LeNetCommand.Create().Parse(args).Invoke();
