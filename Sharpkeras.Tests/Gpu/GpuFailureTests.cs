using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Gpu;

/// <summary>What a kernel that cannot be compiled, or an index that nobody could see, leads to: one clear exception, and a device that goes on.</summary>
[NonParallelizable]
internal sealed class GpuFailureTests
{
    [Test]
    public void AKernelThatDoesNotCompileIsNamedAndTheOthersGoOn()
    {
        using var scope = new TensorScope();
        Device gpu = TestDevices.NeedGpu();
        Tensor x = Tensor.FromSpan<float>([1, 2, 3], [3]).To(gpu);
        float[] before = Ops.Exp(x).ToArray<float>();
        for (int i = 0; i < 2; i++)
        {
            DeviceException error = Assert.Throws<DeviceException>(() => Op.Apply(new BrokenOp(), x))!;
            Assert.That(error.Message, Does.StartWith("broken — the kernel ").And.Contain(nameof(BrokenKernel)).And.Contain(gpu.ToString()));
        }

        // a kernel that was compiled before, and two that never were
        Assert.That(Ops.Exp(x).ToArray<float>(), Is.EqualTo(before));
        Assert.That(Ops.Where(Ops.Greater(Ops.Log1p(x), Ops.Sinh(x)), x, -x).ToArray<float>(), Is.EqualTo(new[] { -1f, -2, -3 }));
    }

    [Test]
    public void AnIndexOutsideIsReportedWhenValuesAreRead()
    {
        using var scope = new TensorScope();
        Device gpu = TestDevices.NeedGpu();
        Tensor x = Tensor.FromSpan<float>([1, 2, 3], [3]).To(gpu);
        Tensor picked = Ops.Take(x, Tensor.FromSpan<int>([0, 2, 7, 1], [4]).To(gpu), axis: 0);
        ArgumentException error = Assert.Throws<ArgumentException>(() => picked.ToArray<float>())!;
        Assert.That(error.Message, Does.StartWith("take — every index must lie in [-3, 2]. Received 7 at place 2"));

        // it is reported once
        Assert.That(Ops.Take(x, Tensor.FromSpan<long>([0, -1], [2]).To(gpu), axis: 0).ToArray<float>(), Is.EqualTo(new[] { 1f, 3 }));
        Tensor wide = Ops.Take(x, Tensor.FromSpan<long>([1L << 40], [1]).To(gpu), axis: 0);
        Assert.That(() => wide.ToArray<float>(), Throws.ArgumentException);
    }

    private sealed class BrokenOp : Op
    {
        public override string Name => "broken";

        public override TensorSpec Infer(ReadOnlySpan<Tensor> inputs) => new(inputs[0].Shape, inputs[0].DType);

        public override void Forward(ref ForwardContext context) => context.Backend.Unary(default(BrokenKernel), context.Inputs[0], context.Output);
    }

    /// <summary>Kernels know no strings.</summary>
    internal readonly struct BrokenKernel : IUnaryKernel
    {
        public static GradientNeeds Needs => GradientNeeds.Nothing;

        public V Forward<V>(V x)
            where V : struct, ILane<V> => V.Of(Environment.GetEnvironmentVariable("X")!.Length) + x;

        public V Gradient<V>(V x, V y, V dy)
            where V : struct, ILane<V> => dy;
    }
}
