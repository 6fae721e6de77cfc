using System.Reflection;
using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Gpu;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Gpu.Runtime;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Gpu;

/// <summary>
/// Kernels under oclgrind, started as the backend starts them: no data races, no access out of bounds, no barrier that a thread misses.
/// An OpenCL driver is needed for what the backend does around them.
/// </summary>
[NonParallelizable]
public class RaceTests
{
    private static readonly Assembly Library = typeof(GpuBackend).Assembly;
    private static readonly Dictionary<string, IReadOnlyList<RecordedLaunch>> Recorded = [];
    private static int runs;

    [OneTimeSetUp]
    public void Need()
    {
        if (!Oclgrind.Found)
        {
            Assert.Ignore(Oclgrind.Missing);
        }

        if (TestDevices.NeedGpu().Kind != DeviceKind.OpenCL)
        {
            Assert.Ignore("Launches are recorded on OpenCL devices only.");
        }
    }

    [OneTimeTearDown]
    public void Say() => Console.Error.WriteLine($"oclgrind: {runs} launches of {Recorded.Count} cases");

    [TestCaseSource(nameof(Names))]
    public void NothingIsFound(string name)
    {
        IReadOnlyList<RecordedLaunch> launches = Launches(name);
        Assert.That(launches, Is.Not.Empty);
        string[] found = new string[launches.Count];
        Parallel.For(0, found.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i => found[i] = Check(launches[i]));
        Assert.That(found.Where(text => text.Length > 0), Is.Empty);
    }

    /// <summary>Every kernel that takes shared memory is started by a case, and with every type of the library that it is written for.</summary>
    [Test]
    public void SharedMemoryKernelsHaveCases()
    {
        MethodInfo[] launched = [.. Names().SelectMany(Launches).Select(launch => launch.Kernel)];
        HashSet<MethodInfo> methods = [.. launched.Select(Definition)];
        HashSet<Type> types = [.. launched.SelectMany(OwnTypes)];
        MethodInfo[] sharing = [.. KernelInstances.Marked(Library).Where(method => OfflineCompiler.Compile(KernelInstances.Of(method)[0]).SharedMemory > 0)];
        IEnumerable<Type> wanted = sharing.SelectMany(KernelInstances.Of).SelectMany(OwnTypes).Distinct();
        Assert.That(sharing.Where(method => !methods.Contains(method)).Select(KernelInstances.Name), Is.Empty, "shared-memory kernels without a case");
        Assert.That(wanted.Where(type => !types.Contains(type)).Select(type => type.Name), Is.Empty, "types without a case");
    }

    [TestCase(nameof(PlantedExchanges.Right), "")]
    [TestCase(nameof(PlantedExchanges.Race), "data race at local memory")]
    [TestCase(nameof(PlantedExchanges.OverrunOfInput), "Invalid read of size 4 at global memory")]
    [TestCase(nameof(PlantedExchanges.OverrunOfShared), "Invalid write of size 4 at local memory")]
    [TestCase(nameof(PlantedExchanges.EarlyReturn), "divergence")]
    public void PlantedFaultIsFound(string method, string fault)
    {
        MethodInfo kernel = typeof(PlantedExchanges).GetMethod(method)!;
        KernelTexts texts = OfflineCompiler.Compile(kernel);
        LaunchArgument x = new(new byte[100 * sizeof(float)], 100);
        LaunchArgument y = new(new byte[2 * sizeof(float)], 2);
        LaunchArgument length = new(BitConverter.GetBytes(100));
        string found = Check(new RecordedLaunch(kernel, texts.OpenCl, new KernelConfig(2, PlantedExchanges.GroupSize), [x, y, length]));
        Assert.That(found, fault.Length == 0 ? Is.Empty : Does.Contain(fault));
    }

    /// <summary>A view in the middle of a block ends where it ends, not where the block does.</summary>
    [Test]
    public void RecordsWhatIsStarted()
    {
        IReadOnlyList<RecordedLaunch> launches = LaunchRecorder.Shared.Record(device =>
        {
            Tensor x = Tensor.FromSpan<float>([1, 2, 3, 4, 5], [5]).To(device);
            LaunchRecorder.Backend.Unary(new BentKernel(2), x.View([2], 1), x.View([2], 3));
        });
        RecordedLaunch launch = launches.Single();
        Assert.That(KernelInstances.Name(launch.Kernel), Is.EqualTo("UnaryKernels.Forward<BentKernel, FloatLane>"));
        Assert.That(launch.Arguments.Select(argument => argument.Length), Is.EqualTo((long?[])[null, 2, 2, null]));
        Assert.That(BitConverter.ToSingle(launch.Arguments[0].Bytes), Is.EqualTo(2f));
        Assert.That(BitConverter.ToSingle(launch.Arguments[1].Bytes, 4), Is.EqualTo(3f));
        Assert.That(BitConverter.ToInt32(launch.Arguments[3].Bytes), Is.EqualTo(2));
        Assert.That(Check(launch), Is.Empty);
    }

    /// <summary>Results that differ from the device's are found: a case whose arguments did not arrive would prove nothing.</summary>
    [Test]
    public void ResultsAreCompared()
    {
        IReadOnlyList<RecordedLaunch> launches = LaunchRecorder.Shared.Record(device => LaunchRecorder.Backend.Unary(
            new BentKernel(2), Tensor.FromSpan<float>([1, 2, 3], [3]).To(device), LaunchRecorder.Backend.Rent([3], DType.Float32)));
        RecordedLaunch launch = launches.Single();
        Assert.That(Check(launch), Is.Empty);
        launch.Views[1].After![^1] ^= 1;
        Assert.That(Check(launch), Does.EndWith("view 1 has other results than on the device"));
    }

    private static IEnumerable<string> Names() => RaceCases.All.Keys;

    private static IReadOnlyList<RecordedLaunch> Launches(string name)
    {
        if (!Recorded.TryGetValue(name, out IReadOnlyList<RecordedLaunch>? launches))
        {
            launches = LaunchRecorder.Shared.Record(_ => RaceCases.All[name](LaunchRecorder.Backend));
            Recorded[name] = launches;
        }

        return launches;
    }

    private static string Check(RecordedLaunch launch)
    {
        Interlocked.Increment(ref runs);
        string found = Oclgrind.Check(launch);
        return found.Length == 0 ? "" : $"{KernelInstances.Name(launch.Kernel)}: {found}";
    }

    private static MethodInfo Definition(MethodInfo method) => method.IsGenericMethod ? method.GetGenericMethodDefinition() : method;

    /// <summary>The type arguments that the GPU library brings, without their lanes: tiles, codes, functions.</summary>
    private static IEnumerable<Type> OwnTypes(MethodInfo method) => method.IsGenericMethod
        ? method.GetGenericArguments().Where(type => type.Assembly == Library).Select(type => type.IsGenericType ? type.GetGenericTypeDefinition() : type)
        : [];
}
