using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Sharpkeras.Gpu;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Kernels.Lanes;
using Sharpkeras.Tests.Kernels;

namespace Sharpkeras.Tests.Gpu;

/// <summary>The GPU compiler takes the kernels of Core over the lanes of single values, for CUDA and OpenCL; no device is needed.</summary>
public class LaneTrialTests
{
    private static readonly Type[] Floating = [typeof(FloatLane), typeof(DoubleLane)];

    private static readonly Type[] Lanes =
    [
        .. Floating, typeof(IntegerLane<sbyte>), typeof(IntegerLane<byte>), typeof(IntegerLane<short>), typeof(IntegerLane<int>),
        typeof(IntegerLane<long>),
    ];

    /// <summary>What System.Math serves in float64: ILGPU makes CORDIC iterations of these, with tables in local memory.</summary>
    private static readonly Type[] Iterated =
    [
        typeof(PowKernel), typeof(LaneFunctions.Kernel<LaneFunctions.Sin>), typeof(LaneFunctions.Kernel<LaneFunctions.Cos>),
        typeof(LaneFunctions.Kernel<LaneFunctions.Atan>),
    ];

    [TestCaseSource(nameof(Cases))]
    public void CompilesToPtx(string method, Type kernel, Type lane)
    {
        string text = OfflineCompiler.Compile(ptx: true, method, kernel, lane);
        Assert.That(text, Does.Contain(".entry"));
        bool iterated = lane == typeof(DoubleLane) && Iterated.Contains(kernel);
        Assert.That(text.Contains(".local"), Is.EqualTo(iterated), text);
        Assert.That(lane == typeof(DoubleLane) || !text.Contains(".f64"), Is.True, text);
    }

    [TestCaseSource(nameof(Cases))]
    public void CompilesToOpenCl(string method, Type kernel, Type lane)
    {
        string text = OfflineCompiler.Compile(ptx: false, method, kernel, lane);
        Assert.That(text, Does.Contain("kernel void"));
        Assert.That(lane == typeof(DoubleLane) || !text.Contains("double"), Is.True, text);
    }

    /// <summary>What the gradient does not name in its needs is not read: relu's reads y and dy, not x.</summary>
    [Test]
    public void ReadsOnlyWhatTheGradientNeeds()
    {
        string text = OfflineCompiler.Compile(
            ptx: true, nameof(ElementwiseKernels.NumberUnaryGradient), typeof(ReluKernel), typeof(FloatLane));
        Assert.That(text.Split("ld.global").Length - 1, Is.EqualTo(2), text);
    }

    /// <summary>Clang's front end takes the OpenCL text. Where clang is missing there is no such case.</summary>
    [TestCaseSource(nameof(ClangCases))]
    public void PassesClang(string method, Type kernel, Type lane)
    {
        string file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.cl");
        File.WriteAllText(file, OfflineCompiler.Compile(ptx: false, method, kernel, lane));
        try
        {
            string[] arguments =
                ["-x", "cl", "-cl-std=CL2.0", "-Xclang", "-finclude-default-header", "-target", "spir64", "-fsyntax-only", file];
            using Process clang = Process.Start(new ProcessStartInfo(FindClang()!, arguments) { RedirectStandardError = true })!;
            string errors = clang.StandardError.ReadToEnd();
            clang.WaitForExit();
            Assert.That(clang.ExitCode, Is.Zero, errors);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Without an OpenCL library <see cref="LaneExecutionTests"/> has no cases; this line tells that from success.</summary>
    [Test]
    public void SaysWhetherKernelsAreExecuted()
    {
        bool found = OpenClCpuDriver.LibraryFound;
        TestContext.Progress.WriteLine(
            found
                ? "OpenCL found: the kernels are executed."
                : "No OpenCL library: the kernels are compiled, not executed. Install pocl-opencl-icd.");
        Assert.That(found || !NativeLibrary.TryLoad("libOpenCL.so.1", out _), Is.True, "the driver overlooks the library");
    }

    private static IEnumerable<TestCaseData> Cases()
    {
        foreach (Type lane in Lanes)
        {
            yield return Case(nameof(ElementwiseKernels.NumberUnary), typeof(ReluKernel), lane);
            yield return Case(nameof(ElementwiseKernels.NumberUnaryGradient), typeof(ReluKernel), lane);
            yield return Case(nameof(ElementwiseKernels.NumberBinary), typeof(SquaredDifferenceKernel), lane);
            yield return Case(nameof(ElementwiseKernels.NumberBinaryGradient), typeof(SquaredDifferenceKernel), lane);
        }

        foreach (Type lane in Lanes.Except(Floating))
        {
            Type[] kernels =
                [typeof(BitwiseXorKernel), typeof(LeftShiftKernel), typeof(RightShiftKernel), typeof(FloorDivideKernel), typeof(ModKernel), typeof(GcdKernel)];
            foreach (Type kernel in kernels)
            {
                yield return Case(nameof(ElementwiseKernels.IntegerBinary), kernel, lane);
            }
        }

        foreach (Type lane in Floating)
        {
            foreach (Type kernel in (Type[])[typeof(LeakyReluKernel), typeof(TanhKernel)])
            {
                yield return Case(nameof(ElementwiseKernels.Unary), kernel, lane);
                yield return Case(nameof(ElementwiseKernels.UnaryGradient), kernel, lane);
            }

            yield return Case(nameof(ElementwiseKernels.Binary), typeof(PowKernel), lane);
            yield return Case(nameof(ElementwiseKernels.BinaryGradient), typeof(PowKernel), lane);
            foreach (Type function in typeof(LaneFunctions).GetNestedTypes(BindingFlags.NonPublic).Where(type => !type.IsGenericType))
            {
                yield return Case(nameof(ElementwiseKernels.Unary), typeof(LaneFunctions.Kernel<>).MakeGenericType(function), lane);
            }
        }
    }

    /// <summary>A process each, so only the kernels of the product's shape.</summary>
    private static IEnumerable<TestCaseData> ClangCases()
    {
        return FindClang() == null ? [] : Cases().Where(test => !((Type)test.Arguments[1]!).IsGenericType);
    }

    private static TestCaseData Case(string method, Type kernel, Type lane)
    {
        return new TestCaseData(method, kernel, lane).SetArgDisplayNames(method, ShortName(kernel), ShortName(lane));
    }

    private static string ShortName(Type type) => type.IsGenericType ? type.GenericTypeArguments[0].Name : type.Name;

    private static string? FindClang()
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        string name = OperatingSystem.IsWindows() ? "clang.exe" : "clang";
        return folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }
}
