using System.Collections.Concurrent;
using NUnit.Framework.Internal;
using Sharpkeras.Tests.Gpu;

namespace Sharpkeras.Tests.Support;

/// <summary>The cases that every device must pass: rows of the op table, and Keras's numbers. Those that passed are counted by device.</summary>
internal static class DeviceCases
{
    public const string OpTable = "op table";
    public const string Goldens = "goldens";

    private static readonly ConcurrentDictionary<(Device Device, string Kind), int> Passed = new();

    /// <summary>Whether as many cases passed on each device.</summary>
    public static bool AreEqual => ((string[])[OpTable, Goldens]).All(kind => TestDevices.All.All(device => Count(device, kind) == Count(Device.Cpu, kind)));

    /// <summary>What passed, by device.</summary>
    public static string Line
    {
        get
        {
            string[] counts = [.. TestDevices.All.Select(device => $"{device} {OpTable} {Count(device, OpTable)}, {Goldens} {Count(device, Goldens)}")];
            string absent = TestDevices.Gpu == null ? $"; {TestDevices.GpuPlace}: none" : "";
            return $"devices: {string.Join("; ", counts)}{absent}";
        }
    }

    /// <summary>Runs a case. One that is listed as wrong on OpenCL must fail there, and is not counted.</summary>
    public static void Run(Device device, string kind, string id, Action check)
    {
        if (device == TestDevices.GpuPlace && NotOnOpenCl.Contains(id))
        {
            Assert.That(Fails(check), Is.True, $"{id} passes: take it off Gpu/not-on-opencl.txt");
            return;
        }

        check();
        Passed.AddOrUpdate((device, kind), 1, (_, count) => count + 1);
    }

    private static int Count(Device device, string kind) => Passed.GetValueOrDefault((device, kind));

    /// <summary>The case's failure is not the test's.</summary>
    private static bool Fails(Action check)
    {
        using var isolated = new TestExecutionContext.IsolatedContext();
        try
        {
            check();
            return false;
        }
        catch (Exception exception)
        {
            TestContext.Out.WriteLine($"not on OpenCL: {exception.Message}");
            return true;
        }
    }
}
