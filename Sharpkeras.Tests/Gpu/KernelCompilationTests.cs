using System.Reflection;
using System.Runtime.InteropServices;
using Sharpkeras.Gpu;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Gpu.Runtime;
using Sharpkeras.Kernels;
using Sharpkeras.Kernels.Lanes;
using Sharpkeras.Tests.Kernels;

namespace Sharpkeras.Tests.Gpu;

/// <summary>
/// Every kernel compiles for CUDA and OpenCL with every type that it may be used with, without a device: no local memory in hot ones, no
/// float64 where the types have none, no more shared memory than a group has, and clang takes the OpenCL C.
/// </summary>
public class KernelCompilationTests
{
    private static readonly Assembly Library = typeof(GpuBackend).Assembly;
    private static readonly List<KernelReport> Reports = [];

    [OneTimeTearDown]
    public void Say()
    {
        OfflineCompiler.Clear();
        int compiled = Reports.Sum(report => report.Compiled);
        Console.Error.WriteLine(
            $"kernels: {Reports.Sum(report => report.Instances)} instantiations, {compiled} PTX, {compiled} OpenCL C, "
            + $"{Reports.Sum(report => report.Failures.Count)} failed, {Reports.Sum(report => report.WithLocalMemory)} with local memory");
    }

    [TestCaseSource(nameof(Methods))]
    public void Compiles(MethodInfo method) => Check(KernelReport.Of(method));

    /// <summary>The lanes' functions in full, and kernels in the shapes that the tests of the lanes use.</summary>
    [Test]
    public void TrialKernelsCompile()
    {
        IEnumerable<Type> functions = typeof(LaneFunctions).GetNestedTypes(BindingFlags.NonPublic)
            .Where(type => !type.IsGenericType)
            .Select(type => typeof(LaneFunctions.Kernel<>).MakeGenericType(type));
        IEnumerable<(string Method, Type Kernel)> unary = functions
            .Concat([typeof(LeakyReluKernel), typeof(TanhKernel), typeof(FloatingUnary<ReluKernel>)])
            .SelectMany(kernel => Pairs(kernel, nameof(UnaryKernels.Forward), nameof(UnaryKernels.Gradient)));
        IEnumerable<(string Method, Type Kernel)> binary = new[] { typeof(PowKernel), typeof(FloatingBinary<SquaredDifferenceKernel>) }
            .SelectMany(kernel => Pairs(kernel, nameof(BinaryKernels.Forward), nameof(BinaryKernels.Gradient)));
        Type[] lanes = [typeof(FloatLane), typeof(DoubleLane)];
        Check(KernelReport.Of(
        [
            .. unary.SelectMany(pair => lanes.Select(lane => Instance(typeof(UnaryKernels), pair.Method, pair.Kernel, lane))),
            .. binary.SelectMany(pair => lanes.Select(lane => Instance(typeof(BinaryKernels), pair.Method, pair.Kernel, lane))),
            Instance(typeof(UnaryKernels), nameof(UnaryKernels.Number), typeof(ReluKernel), typeof(IntegerLane<byte>)),
            Instance(typeof(BinaryKernels), nameof(BinaryKernels.Number), typeof(SquaredDifferenceKernel), typeof(IntegerLane<long>)),
        ]));
    }

    /// <summary>What the gradient does not name in its needs is not read: relu's reads y and dy, not x.</summary>
    [Test]
    public void ReadsOnlyWhatTheGradientNeeds()
    {
        MethodInfo gradient = Instance(
            typeof(UnaryKernels), nameof(UnaryKernels.Gradient), typeof(FloatingUnary<ReluKernel>), typeof(FloatLane));
        string text = OfflineCompiler.Compile(gradient).Ptx;
        Assert.That(text.Split("ld.global").Length - 1, Is.EqualTo(2), text);
    }

    /// <summary>A public method over views among the kernels is one: unmarked, it would not be compiled here.</summary>
    [Test]
    public void KernelsAreMarked() =>
        Assert.That(KernelInstances.Forgotten(Library, typeof(UnaryKernels).Namespace!).Select(KernelInstances.Name), Is.Empty);

    /// <summary>What is loaded for a device is a marked method, wherever it lies: not a lambda, nor a forgotten method.</summary>
    [Test]
    public void LoadedKernelsAreMarked()
    {
        MethodBase[] loaded = [.. LoadedMethods.Of(Library).Where(KernelInstances.HasViews)];
        Assert.That(loaded, Is.Not.Empty);
        Assert.That(loaded.Where(method => !KernelInstances.IsMarked(method)).Select(method => $"{method.DeclaringType}.{method.Name}"), Is.Empty);
    }

    /// <summary>A marked method that nothing loads is left over.</summary>
    [Test]
    public void MarkedKernelsAreLoaded()
    {
        HashSet<int> loaded = [.. LoadedMethods.Of(Library).Select(method => method.MetadataToken)];
        Assert.That(KernelInstances.Marked(Library).Where(method => !loaded.Contains(method.MetadataToken)).Select(KernelInstances.Name), Is.Empty);
    }

    [Test]
    public void ClangIsThere()
    {
        if (!Clang.Found)
        {
            Assert.Ignore(Clang.Missing);
        }
    }

    private static IEnumerable<TestCaseData> Methods() =>
        KernelInstances.Marked(Library).Select(method => new TestCaseData(method).SetArgDisplayNames(KernelInstances.Name(method)));

    private static void Check(KernelReport report)
    {
        Reports.Add(report);
        Assert.That(report.Failures, Is.Empty);
    }

    private static IEnumerable<(string Method, Type Kernel)> Pairs(Type kernel, params string[] methods) =>
        methods.Select(method => (method, kernel));

    private static MethodInfo Instance(Type type, string method, Type kernel, Type lane) =>
        type.GetMethod(method)!.MakeGenericMethod(kernel, lane);
}
