using System.CommandLine;
using Sharpkeras.Examples.LeNet;

return LeNetCommand.Create().Parse(args).Invoke();
