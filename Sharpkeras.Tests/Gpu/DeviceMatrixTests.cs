using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using Sharpkeras.Tests.Goldens;
using Sharpkeras.Tests.Operations;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Gpu;

/// <summary>The same tests run on every device, and what is excepted stands in a list.</summary>
public sealed class DeviceMatrixTests
{
    [Test]
    public void ExceptionsAreSortedAndHaveReasons()
    {
        (string Id, string Reason)[] lines = NotOnOpenCl.Read();
        Assert.That(lines.Select(line => line.Id), Is.EqualTo(lines.Select(line => line.Id).Distinct().Order(StringComparer.Ordinal)));
        Assert.That(lines.Where(line => line.Reason.Length < 10).Select(line => line.Id), Is.Empty, "without a reason");
    }

    [Test]
    public void ExceptionsNameCases()
    {
        HashSet<string> known =
        [
            .. OpTable.Rows.SelectMany(row => (string[])[OpTableTests.ValuesOf(row), OpTableTests.GradientsOf(row)]),
            .. Directory.GetFiles(GoldenFolder.At("values"), "*.json").SelectMany(file => GoldenFolder.Cases(Path.GetFileNameWithoutExtension(file))).Select(item => item.Id),
            .. GoldenFolder.Json("models", "index.json")["models"]!.AsArray().Select(model => $"models/{model!["name"]}.h5"),
        ];
        Assert.That(NotOnOpenCl.Read().Select(line => line.Id).Where(id => !known.Contains(id)), Is.Empty);
    }

    /// <summary>What fails on OpenCL fails by itself; here no case may be missing. Without OpenCL one test of a fixture tells so.</summary>
    [Test]
    public void EveryFixtureHasTheSameTestsOnEachDevice()
    {
        TestDevices.NeedGpu();
        ITest root = TestExecutionContext.CurrentContext.CurrentTest;
        while (root.Parent != null)
        {
            root = root.Parent;
        }

        var fixtures = Suites(root).Where(suite => OnDevicesAttribute.DeviceOf(suite) != null).ToLookup(suite => suite.TypeInfo!.Type);
        foreach (IGrouping<Type, ITest> pair in fixtures)
        {
            // sorted, since a run arranges the tests of a fixture anew
            var names = pair.ToDictionary(suite => OnDevicesAttribute.DeviceOf(suite)!, suite => Leaves(suite).Select(test => test.Name).Order(StringComparer.Ordinal).ToArray());
            Assert.That(names.Keys, Is.EquivalentTo(TestDevices.All.Select(device => device.ToString())), pair.Key.Name);
            Assert.That(names[TestDevices.GpuPlace.ToString()], Is.EqualTo(names[Device.Cpu.ToString()]), pair.Key.Name);
        }
    }

    private static IEnumerable<ITest> Suites(ITest test) => test.IsSuite ? test.Tests.SelectMany(Suites).Prepend(test) : [];

    private static IEnumerable<ITest> Leaves(ITest test) => test.IsSuite ? test.Tests.SelectMany(Leaves) : [test];
}
