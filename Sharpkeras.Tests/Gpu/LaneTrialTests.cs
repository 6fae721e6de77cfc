using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Kernels.Lanes;
using Sharpkeras.Tests.Kernels;

namespace Sharpkeras.Tests.Gpu;

public class LaneTrialTests
{
    private static readonly Type[] Lanes =
    [
        typeof(FloatLane), typeof(DoubleLane), typeof(IntegerLane<sbyte>), typeof(IntegerLane<byte>), typeof(IntegerLane<short>),
        typeof(IntegerLane<int>), typeof(IntegerLane<long>),
    ];

    private static IEnumerable<TestCaseData> Cases()
    {
        foreach (Type lane in Lanes)
        {
            yield return Case(nameof(ElementwiseKernels.NumberUnary), typeof(ReluKernel), lane);
            yield return Case(nameof(ElementwiseKernels.NumberUnaryGradient), typeof(ReluKernel), lane);
            yield return Case(nameof(ElementwiseKernels.NumberBinary), typeof(SquaredDifferenceKernel), lane);
            yield return Case(nameof(ElementwiseKernels.NumberBinaryGradient), typeof(SquaredDifferenceKernel), lane);
        }

        foreach (Type lane in Lanes.Take(2))
        {
            yield return Case(nameof(ElementwiseKernels.Unary), typeof(LeakyReluKernel), lane);
            yield return Case(nameof(ElementwiseKernels.UnaryGradient), typeof(LeakyReluKernel), lane);
            yield return Case(nameof(ElementwiseKernels.Unary), typeof(TanhKernel), lane);
            yield return Case(nameof(ElementwiseKernels.UnaryGradient), typeof(TanhKernel), lane);
            yield return Case(nameof(ElementwiseKernels.Binary), typeof(PowKernel), lane);
            yield return Case(nameof(ElementwiseKernels.BinaryGradient), typeof(PowKernel), lane);
            foreach (Type function in typeof(LaneFunctions).GetNestedTypes(System.Reflection.BindingFlags.NonPublic).Where(t => !t.IsGenericType))
            {
                yield return Case(nameof(ElementwiseKernels.Unary), typeof(LaneFunctions.Kernel<>).MakeGenericType(function), lane);
            }
        }
    }

    private static TestCaseData Case(string method, Type kernel, Type lane)
    {
        string type = lane.IsGenericType ? lane.GenericTypeArguments[0].Name : lane.Name;
        string function = kernel.IsGenericType ? kernel.GenericTypeArguments[0].Name : kernel.Name;
        return new TestCaseData(method, kernel, lane).SetArgDisplayNames(method, function, type);
    }

    [TestCaseSource(nameof(Cases))]
    public void CompilesToPtx(string method, Type kernel, Type lane)
    {
        string text = OfflineCompiler.Compile(ptx: true, method, kernel, lane);
        if (Environment.GetEnvironmentVariable("DUMP") is { } d) File.WriteAllText(Path.Combine(d, $"{method}_{kernel.Name}{(kernel.IsGenericType?kernel.GenericTypeArguments[0].Name:"")}_{lane.Name}{(lane.IsGenericType?lane.GenericTypeArguments[0].Name:"")}.ptx"), text);
        Assert.That(text, Does.Contain(".entry").And.Not.Contains(".local"));
        if (lane != typeof(DoubleLane))
        {
            Assert.That(text, Does.Not.Contain(".f64"));
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void CompilesToOpenCl(string method, Type kernel, Type lane)
    {
        string text = OfflineCompiler.Compile(ptx: false, method, kernel, lane);
        if (Environment.GetEnvironmentVariable("DUMP") is { } d) File.WriteAllText(Path.Combine(d, $"{method}_{kernel.Name}{(kernel.IsGenericType?kernel.GenericTypeArguments[0].Name:"")}_{lane.Name}{(lane.IsGenericType?lane.GenericTypeArguments[0].Name:"")}.cl"), text);
        Assert.That(text, Does.Contain("kernel void"));
        if (lane != typeof(DoubleLane))
        {
            Assert.That(text, Does.Not.Contain("double"));
        }
    }
}
