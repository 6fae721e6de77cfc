using Sharpkeras.Tests.Goldens;
using Sharpkeras.Tests.Support;

/// <summary>
/// Prints at the end of the run what became of the cases. It stands outside of namespaces, so that it runs after all tests; the error
/// stream is the one that <c>dotnet test</c> shows without being asked.
/// </summary>
[SetUpFixture]
public sealed class GoldenReport
{
    private const string Verbose = "SHARPKERAS_GOLDENS_VERBOSE";

    [OneTimeTearDown]
    public void Print()
    {
        if (!GoldenRun.Any)
        {
            return;
        }

        if (Environment.GetEnvironmentVariable(Verbose) == "1")
        {
            foreach (var (name, count) in GoldenRun.Waiting.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key))
            {
                Console.Error.WriteLine($"{count,5} wait for {name}");
            }
        }

        Console.Error.WriteLine(GoldenRun.Line);
        Console.Error.WriteLine(DeviceCases.AreEqual ? DeviceCases.Line : DeviceCases.Line + " — these differ");
    }
}
