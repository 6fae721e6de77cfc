using Sharpkeras.Tests.Data;
using Sharpkeras.Tests.Summaries;
using Sharpkeras.Tests.Training;

namespace Sharpkeras.Tests.Support;

/// <summary>The assembly of the tests as a program of its own, for tests that kill what they start, or look at its memory.</summary>
internal static class ChildProgram
{
    private static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case [KilledTraining.Verb, .. var rest]:
                KilledTraining.Parse(rest).Run();
                return 0;
            case [LargeFileTraining.Verb, var path]:
                LargeFileTraining.Run(path);
                return 0;
            case [KilledLog.Verb, var folder]:
                KilledLog.Run(folder);
                return 0;
            default:
                Console.Error.WriteLine($"This is started by tests. Received '{string.Join(' ', arguments)}'; run dotnet test.");
                return 2;
        }
    }
}
