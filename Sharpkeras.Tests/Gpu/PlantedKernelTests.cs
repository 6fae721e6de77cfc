using System.Reflection;
using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Tests.Gpu;

/// <summary>The tests of kernels find the faults that they are there for.</summary>
public class PlantedKernelTests
{
    [TestCase(nameof(PlantedKernels.LocalArray), "local memory in a hot kernel")]
    [TestCase(nameof(PlantedKernels.UnsupportedCall), "does not compile")]
    [TestCase(nameof(PlantedKernels.TooMuchSharedMemory), "49160 bytes of shared memory")]
    [TestCase(nameof(PlantedKernels.TooManyArguments), "1048 bytes of arguments")]
    [TestCase(nameof(PlantedKernels.DoubleAmongFloats), "float64 in a kernel of other types")]
    public void FaultIsFound(string method, string complaint)
    {
        KernelReport report = KernelReport.Of(Planted(method));
        Assert.That(report.Failures, Has.Some.StartsWith($"PlantedKernels.{method}: {complaint}"));
    }

    [Test]
    public void ColdKernelMayHaveLocalMemory()
    {
        KernelReport report = KernelReport.Of(Planted(nameof(PlantedKernels.LocalArrayOfColdKernel)));
        Assert.That((report.Failures.Count, report.WithLocalMemory), Is.EqualTo((0, 1)), string.Join('\n', report.Failures));
    }

    [TestCase(nameof(PlantedKernels.UnknownConstraint))]
    [TestCase(nameof(PlantedKernels.NothingMeetsConstraint))]
    public void ConstraintMustBeKnown(string method) =>
        Assert.That(() => KernelReport.Of(Planted(method)), Throws.TypeOf<NotSupportedException>());

    /// <summary>A failed compilation makes ILGPU's context unusable: others still compile.</summary>
    [Test]
    public void FailureLeavesOthersAlone()
    {
        MethodInfo good = Planted(nameof(PlantedKernels.Unmarked));
        KernelReport report = KernelReport.Of([good, Planted(nameof(PlantedKernels.UnsupportedCall)), good, good]);
        Assert.That((report.Instances, report.Compiled, report.Failures.Count), Is.EqualTo((4, 3, 1)));
    }

    [Test]
    public void AllInstancesAreFound()
    {
        MethodInfo method = Planted(nameof(PlantedKernels.ReducesInDouble));
        string[] names = [.. KernelInstances.Of(method).Select(KernelInstances.Name)];
        Assert.That(names, Has.Length.EqualTo(8).And.Unique);
        Assert.That(names, Does.Contain("PlantedKernels.ReducesInDouble<SumReduction, DoubleLane>"));
        Assert.That(KernelReport.Of(method).Failures, Is.Empty);
    }

    [Test]
    public void MissingMarkIsFound()
    {
        Assembly tests = typeof(PlantedKernels).Assembly;
        Assert.That(
            KernelInstances.Forgotten(tests, typeof(PlantedKernels).Namespace!).Select(method => method.Name),
            Does.Contain(nameof(PlantedKernels.Unmarked)).And.Not.Contain(nameof(PlantedKernels.LocalArray)));
        Action<ArrayView<float>, ArrayView<float>> given = PlantedKernels.Unmarked;
        Assert.That(LoadedMethods.Of(tests), Does.Contain(given.Method));
    }

    [Test]
    public void ClangFindsErrorsInTheirKernel()
    {
        if (!Clang.Found)
        {
            Assert.Ignore(Clang.Missing);
        }

        KernelTexts good = OfflineCompiler.Compile(Planted(nameof(PlantedKernels.Unmarked)));
        KernelTexts bad = OfflineCompiler.Compile(Planted(nameof(PlantedKernels.DoubleAmongFloats)));
        Assert.That(Clang.Check([good, bad, good]), Is.Empty);
        bad = bad with { OpenCl = bad.OpenCl.Replace("get_local_id", "get_locale", StringComparison.Ordinal) };
        Assert.That(Clang.Check([good, bad, good]), Does.Contain("PlantedKernels.DoubleAmongFloats:").And.Not.Contain("PlantedKernels.Unmarked:"));
    }

    /// <summary>Functions come with several lanes, and seen as floating.</summary>
    [Test]
    public void RepresentativesStandForAll()
    {
        MethodInfo method = typeof(Sharpkeras.Gpu.Kernels.UnaryKernels).GetMethod("Forward")!;
        string[] names = [.. KernelInstances.Representatives(KernelInstances.Of(method)).Select(KernelInstances.Name)];
        string[] functions = ["ErfinvKernel", "FloatingUnary<ReluKernel>", "ReluLimitedKernel", "IdentityKernel"];
        Assert.That(names, Is.EquivalentTo(functions.SelectMany(
            function => (string[])[$"UnaryKernels.Forward<{function}, FloatLane>", $"UnaryKernels.Forward<{function}, DoubleLane>"])));
    }

    private static MethodInfo Planted(string name) => typeof(PlantedKernels).GetMethod(name)!;
}
