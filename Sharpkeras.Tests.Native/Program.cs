using Sharpkeras.Examples;
using Sharpkeras.Tests.Native;

// Run by the just-in-time compiler and as a native program, this prints the same; .ci/run compares.
// The argument is a folder for files; what the one program saved there, the other loads.
string folder = args is [var given] ? given : Path.GetTempPath();
var checks = new Checks();
ClassWalk.Run(checks);
OwnParts.Run(checks);
Names.Run(checks);
DataFiles.Run(checks, folder);
Training.Run(checks, folder);
return checks.End();
