using Sharpkeras.Tests.Training;

namespace Sharpkeras.Tests.Support;

/// <summary>The assembly of the tests as a program of its own, for tests that kill what they start.</summary>
internal static class ChildProgram
{
    private static int Main(string[] arguments)
    {
        if (arguments.Length == 0 || arguments[0] != KilledTraining.Verb)
        {
            Console.Error.WriteLine($"This is started by tests. Received '{string.Join(' ', arguments)}'; run dotnet test.");
            return 2;
        }

        KilledTraining.Parse(arguments[1..]).Run();
        return 0;
    }
}
