using System.Collections.Concurrent;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Goldens;

/// <summary>Runs one case, or puts it off when it needs a listed name; counts what becomes of it on the processor.</summary>
internal static class GoldenRun
{
    private static int passed;
    private static int failed;
    private static int notYet;

    /// <summary>The cases that were put off, by the names they wait for.</summary>
    public static ConcurrentDictionary<string, int> Waiting { get; } = new();

    public static bool Any => passed + failed + notYet > 0;

    public static string Line => $"goldens: {passed} passed, {failed} failed, {notYet} not yet";

    /// <summary>Checks that all missing names are listed; runs the case when none is missing.</summary>
    public static void Run(GoldenCase item, IEnumerable<string> needs, Action check) => Run(item.Id, needs, check);

    public static void Run(string id, IEnumerable<string> needs, Action check)
    {
        Device device = Device.Default;
        try
        {
            string[] missing = needs.Distinct().Where(name => !ProductNames.Exists(name)).Order(StringComparer.Ordinal).ToArray();
            Assert.That(Unlisted(missing), Is.Empty, $"{id} needs names that neither exist nor stand in not-yet.txt");
            if (missing.Length > 0)
            {
                PutOff(device, missing);
                return;
            }

            using var scope = new TensorScope();
            DeviceCases.Run(device, DeviceCases.Goldens, id, check);
            Count(device, ref passed);
        }
        catch
        {
            Count(device, ref failed);
            throw;
        }
    }

    /// <summary>The names that do not stand in the list: a case that needs one fails.</summary>
    public static string[] Unlisted(IEnumerable<string> missing) => missing.Where(name => !NotYet.Contains(name)).ToArray();

    private static void PutOff(Device device, string[] missing)
    {
        Count(device, ref notYet);
        foreach (string name in device == Device.Cpu ? missing : [])
        {
            Waiting.AddOrUpdate(name, 1, (_, count) => count + 1);
        }

        TestContext.Out.WriteLine($"not yet: {string.Join(", ", missing)}");
    }

    /// <summary>The line tells of the processor only; <see cref="DeviceCases"/> of all devices.</summary>
    private static void Count(Device device, ref int number)
    {
        if (device == Device.Cpu)
        {
            Interlocked.Increment(ref number);
        }
    }
}
