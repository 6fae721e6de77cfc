using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Kernels;
using Sharpkeras.Kernels.Lanes;

namespace Sharpkeras.Tests.Gpu;

/// <summary>The GPU compiler takes every elementwise kernel of Core, forward and gradient, and makes no float64 of float32.</summary>
public class ProductKernelTests
{
    private static readonly (Type Kind, string Forward, string Gradient)[] Forms =
    [
        (typeof(IUnaryKernel), nameof(ElementwiseKernels.Unary), nameof(ElementwiseKernels.UnaryGradient)),
        (typeof(IBinaryKernel), nameof(ElementwiseKernels.Binary), nameof(ElementwiseKernels.BinaryGradient)),
        (typeof(INumberUnaryKernel), nameof(ElementwiseKernels.NumberUnary), nameof(ElementwiseKernels.NumberUnaryGradient)),
        (typeof(INumberBinaryKernel), nameof(ElementwiseKernels.NumberBinary), nameof(ElementwiseKernels.NumberBinaryGradient)),
    ];

    [TestCaseSource(nameof(Cases))]
    public void Compiles(Type kernel, string method)
    {
        string ptx = OfflineCompiler.Compile(ptx: true, method, kernel, typeof(FloatLane));
        Assert.That(ptx, Does.Contain(".entry").And.Not.Contain(".f64"));
        string openCl = OfflineCompiler.Compile(ptx: false, method, kernel, typeof(FloatLane));
        Assert.That(openCl, Does.Contain("kernel void").And.Not.Contain("double"));
        Assert.That(OfflineCompiler.Compile(ptx: false, method, kernel, typeof(DoubleLane)), Does.Contain("kernel void"));
    }

    private static IEnumerable<TestCaseData> Cases() =>
        from kernel in typeof(IUnaryKernel).Assembly.GetTypes()
        where kernel is { IsValueType: true, IsGenericType: false }
        from form in Forms
        where form.Kind.IsAssignableFrom(kernel)
        from method in (string[])[form.Forward, form.Gradient]
        select new TestCaseData(kernel, method).SetArgDisplayNames(kernel.Name, method);
}
