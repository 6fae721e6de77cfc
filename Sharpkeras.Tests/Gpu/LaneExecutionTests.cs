using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Devices;
using Sharpkeras.Gpu;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Gpu.Runtime;
using Sharpkeras.Kernels;
using Sharpkeras.Kernels.Lanes;
using Sharpkeras.Tests.Kernels;
using Sharpkeras.Tests.Support;
using F = Sharpkeras.Tests.Kernels.LaneFunctions;

namespace Sharpkeras.Tests.Gpu;

/// <summary>The kernels' values on the device that the GPU's tests run on.</summary>
[NonParallelizable]
public class LaneExecutionTests
{
    private Accelerator accelerator = null!;

    [OneTimeSetUp]
    public void Open() => accelerator = ((GpuBackend)BackendProvider.Get(TestDevices.NeedGpu())).Accelerator;

    [Test]
    public void FunctionsHoldTheirBounds()
    {
        float[] wide = [.. Enumerable.Range(0, 20_000).Select(i => (i - 10_000) / 113f)];
        float[] near = Array.ConvertAll(wide, v => v / 40);
        float[] positive = Array.ConvertAll(wide, v => MathF.Exp(v * 0.9f));
        Check<F.Exp>(wide, Math.Exp, 1.5);
        Check<F.Expm1>([.. wide, .. near], Reference.Expm1, 2);
        Check<F.Log>(positive, Math.Log, 1.5);
        Check<F.Log1p>([.. positive, .. Array.ConvertAll(near, v => v / 2.5f)], Reference.Log1p, 1.5);
        Check<F.Tanh>([.. wide, .. near], Math.Tanh, 2);
        Check<F.Erf>([.. wide, .. near], Reference.Erf, 2);
        Check<F.Atan>([.. wide, .. near], Math.Atan, 3);
        Check<F.Round>(wide, v => Math.Round(v, MidpointRounding.ToEven), 0);
        Check<F.Floor>(wide, Math.Floor, 0);
        Check<F.Ceiling>(wide, Math.Ceiling, 0);
        Check<F.BitIncrement>(wide, v => MathF.BitIncrement((float)v), 0);
        Absolute<F.Sin>(wide, Math.Sin);
        Absolute<F.Cos>(wide, Math.Cos);
    }

    [Test]
    public void SpecialValuesSurvive()
    {
        float[] x = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, -0f, 0f];
        Assert.That(
            Unary<F.Kernel<F.Exp>, FloatLane, float>(default, x),
            Is.EqualTo((float[])[float.NaN, float.PositiveInfinity, 0, 1, 1]));
        Assert.That(Unary<F.Kernel<F.Tanh>, FloatLane, float>(default, x), Is.EqualTo((float[])[float.NaN, 1, -1, 0, 0]));
        Assert.That(
            Unary<F.Kernel<F.Log>, FloatLane, float>(default, x),
            Is.EqualTo((float[])[float.NaN, float.PositiveInfinity, float.NaN, float.NegativeInfinity, float.NegativeInfinity]));
        Assert.That(NumberUnary<FloatLane, float>(x), Is.EqualTo((float[])[float.NaN, float.PositiveInfinity, 0, 0, 0]));
    }

    [Test]
    public void Powers()
    {
        var random = new Random(5);
        float[] a = [.. Enumerable.Range(0, 5000).Select(_ => (float)Math.Exp((random.NextDouble() * 20) - 10))];
        float[] b = [.. a.Select(_ => (float)((random.NextDouble() * 16) - 8))];
        float[] got = Binary(a, b);
        Assert.That(got.Select((v, i) => Math.Abs((v / Math.Pow(a[i], b[i])) - 1)).Max(), Is.LessThan(3e-7));
    }

    [Test]
    public void DoublesReachTheirDigits()
    {
        double[] x = [.. Enumerable.Range(0, 2000).Select(i => ((i - 1000) / 300.0) + 1e-4)];
        Relative<F.Exp>(x, Math.Exp);
        Relative<F.Expm1>(x, Reference.Expm1);
        Relative<F.Tanh>(x, Math.Tanh);
        Relative<F.Erf>(x, Reference.Erf);
        Relative<F.Atan>(x, Math.Atan);
        Relative<F.Atan>(Array.ConvertAll(x, v => v * 1e-9), Math.Atan);
        Relative<F.Log>(Array.ConvertAll(x, Math.Abs), Math.Log);
    }

    [Test]
    public void GradientsReadOnlyWhatTheyNeed()
    {
        float[] y = [0.5f, -0.25f, 0f];
        float[] dy = [2f, 3f, -1f];
        using MemoryBuffer1D<float, Stride1D.Dense> outputs = accelerator.Allocate1D(y);
        using MemoryBuffer1D<float, Stride1D.Dense> gradients = accelerator.Allocate1D(dy);
        using MemoryBuffer1D<float, Stride1D.Dense> result = accelerator.Allocate1D<float>(3);
        Action<KernelConfig, TanhKernel, ArrayView<FloatLane>, ArrayView<FloatLane>, ArrayView<FloatLane>, ArrayView<FloatLane>, int> launch =
            accelerator.LoadStreamKernel<
                TanhKernel, ArrayView<FloatLane>, ArrayView<FloatLane>, ArrayView<FloatLane>, ArrayView<FloatLane>, int>(
                UnaryKernels.Gradient);
        launch(new KernelConfig(1, 64), default, ArrayView<FloatLane>.Empty, Lane(outputs), Lane(gradients), Lane(result), 3);
        accelerator.Synchronize();
        Assert.That(result.GetAsArray1D(), Is.EqualTo((float[])[1.5f, 2.8125f, -1f]));
    }

    [Test]
    public void ParametersArrive()
    {
        float[] got = Unary<LeakyReluKernel, FloatLane, float>(new LeakyReluKernel(0.25), [-4f, 8f]);
        Assert.That(got, Is.EqualTo((float[])[-1f, 8f]));
        double[] exact = Unary<LeakyReluKernel, DoubleLane, double>(new LeakyReluKernel(0.1), [-1.0, 1.0]);
        Assert.That(exact, Is.EqualTo((double[])[-0.1, 1.0]));
    }

    [Test]
    public void IntegersOfEveryWidth()
    {
        Assert.That(NumberUnary<IntegerLane<sbyte>, sbyte>([-5, 7, -128]), Is.EqualTo((sbyte[])[0, 7, 0]));
        Assert.That(NumberUnary<IntegerLane<byte>, byte>([5, 250]), Is.EqualTo((byte[])[5, 250]));
        Assert.That(NumberUnary<IntegerLane<short>, short>([-500, 700]), Is.EqualTo((short[])[0, 700]));
        Assert.That(NumberUnary<IntegerLane<int>, int>([-500, 70_000]), Is.EqualTo((int[])[0, 70_000]));
        Assert.That(NumberUnary<IntegerLane<long>, long>([-5, 1L << 40]), Is.EqualTo((long[])[0, 1L << 40]));
    }

    [Test]
    public void IntegersInPairs()
    {
        int[] a = [-7, 7, -8, int.MinValue, 12, 5];
        int[] b = [2, -2, 2, -1, 0, 33];
        Assert.That(Integer<FloorDivideKernel, IntegerLane<int>, int>(a, b), Is.EqualTo((int[])[-4, -4, -4, int.MinValue, 0, 0]));
        Assert.That(Integer<ModKernel, IntegerLane<int>, int>(a, b), Is.EqualTo((int[])[1, -1, 0, 0, 0, 5]));
        Assert.That(Integer<GcdKernel, IntegerLane<int>, int>(a, b), Is.EqualTo((int[])[1, 1, 2, 1, 12, 1]));
        Assert.That(Integer<LeftShiftKernel, IntegerLane<int>, int>(a, b), Is.EqualTo((int[])[-28, 0, -32, 0, 12, 0]));
        Assert.That(Integer<RightShiftKernel, IntegerLane<int>, int>(a, b), Is.EqualTo((int[])[-2, 0, -2, -1, 12, 0]));
        Assert.That(Integer<RightShiftKernel, IntegerLane<sbyte>, sbyte>([-7, 100, -100], [1, 7, 8]), Is.EqualTo((sbyte[])[-4, 0, -1]));
        Assert.That(Integer<LeftShiftKernel, IntegerLane<byte>, byte>([7, 200, 9], [1, 1, 8]), Is.EqualTo((byte[])[14, 144, 0]));
        Assert.That(Integer<GcdKernel, IntegerLane<long>, long>([1L << 40, 60], [1L << 33, -48]), Is.EqualTo((long[])[1L << 33, 12]));
    }

    private void Check<T>(float[] x, Func<double, double> exact, double bound)
        where T : struct, ILaneFunction
    {
        float[] got = Unary<F.Kernel<T>, FloatLane, float>(default, x);
        double worst = got.Select((value, i) => Reference.Ulps(value, exact(x[i]))).Max();
        TestContext.Out.WriteLine($"{typeof(T).Name}: {worst:F3} units in the last place");
        Assert.That(worst, Is.LessThanOrEqualTo(bound), typeof(T).Name);
    }

    private void Absolute<T>(float[] x, Func<double, double> exact)
        where T : struct, ILaneFunction
    {
        float[] got = Unary<F.Kernel<T>, FloatLane, float>(default, x);
        Assert.That(got.Select((value, i) => Math.Abs(value - exact(x[i]))).Max(), Is.LessThan(Math.Pow(2, -23)), typeof(T).Name);
    }

    private void Relative<T>(double[] x, Func<double, double> exact)
        where T : struct, ILaneFunction
    {
        double[] got = Unary<F.Kernel<T>, DoubleLane, double>(default, x);
        Assert.That(got.Select((value, i) => Math.Abs((value / exact(x[i])) - 1)).Max(), Is.LessThan(1e-14), typeof(T).Name);
    }

    private T[] Unary<K, V, T>(K kernel, T[] x)
        where K : unmanaged, IUnaryKernel
        where V : unmanaged, ILane<V>
        where T : unmanaged
    {
        Action<KernelConfig, K, ArrayView<V>, ArrayView<V>, int> launch =
            accelerator.LoadStreamKernel<K, ArrayView<V>, ArrayView<V>, int>(UnaryKernels.Forward);
        return Run<T>(x, (source, target) => launch(All(x.Length), kernel, Lane<T, V>(source), Lane<T, V>(target), x.Length));
    }

    private T[] NumberUnary<V, T>(T[] x)
        where V : unmanaged, INumberLane<V>
        where T : unmanaged
    {
        Action<KernelConfig, ReluKernel, ArrayView<V>, ArrayView<V>, int> launch =
            accelerator.LoadStreamKernel<ReluKernel, ArrayView<V>, ArrayView<V>, int>(UnaryKernels.Number);
        return Run<T>(x, (source, target) => launch(All(x.Length), default, Lane<T, V>(source), Lane<T, V>(target), x.Length));
    }

    private float[] Binary(float[] a, float[] b)
    {
        using MemoryBuffer1D<float, Stride1D.Dense> right = accelerator.Allocate1D(b);
        Action<KernelConfig, PowKernel, BroadcastWalk, ArrayView<FloatLane>, ArrayView<FloatLane>, ArrayView<FloatLane>, int> launch =
            accelerator.LoadStreamKernel<
                PowKernel, BroadcastWalk, ArrayView<FloatLane>, ArrayView<FloatLane>, ArrayView<FloatLane>, int>(BinaryKernels.Forward);
        return Run<float>(a, (left, target) => launch(All(a.Length), default, Flat, Lane(left), Lane(right), Lane(target), a.Length));
    }

    private T[] Integer<K, V, T>(T[] a, T[] b)
        where K : unmanaged, IIntegerBinaryKernel
        where V : unmanaged, IIntegerLane<V>
        where T : unmanaged
    {
        using MemoryBuffer1D<T, Stride1D.Dense> right = accelerator.Allocate1D(b);
        Action<KernelConfig, K, BroadcastWalk, ArrayView<V>, ArrayView<V>, ArrayView<V>, int> launch =
            accelerator.LoadStreamKernel<K, BroadcastWalk, ArrayView<V>, ArrayView<V>, ArrayView<V>, int>(BinaryKernels.Integer);
        return Run<T>(a, (left, target) => launch(All(a.Length), default, Flat, Lane<T, V>(left), Lane<T, V>(right), Lane<T, V>(target), a.Length));
    }

    private T[] Run<T>(T[] x, Action<MemoryBuffer1D<T, Stride1D.Dense>, MemoryBuffer1D<T, Stride1D.Dense>> launch)
        where T : unmanaged
    {
        using MemoryBuffer1D<T, Stride1D.Dense> source = accelerator.Allocate1D(x);
        using MemoryBuffer1D<T, Stride1D.Dense> target = accelerator.Allocate1D<T>(x.Length);
        launch(source, target);
        accelerator.Synchronize();
        return target.GetAsArray1D();
    }

    /// <summary>A lane has the layout of its value, so views are only named anew.</summary>
    private static ArrayView<V> Lane<T, V>(MemoryBuffer1D<T, Stride1D.Dense> buffer)
        where T : unmanaged
        where V : unmanaged
    {
        ArrayView<T> view = buffer.View;
        return view.Cast<V>();
    }

    /// <summary>Two operands of the output's shape.</summary>
    private static BroadcastWalk Flat => new() { Rank = 1, A0 = 1, B0 = 1 };

    /// <summary>A group of 64 threads for each 64 elements.</summary>
    private static KernelConfig All(int length) => new((length + 63) / 64, 64);

    private static ArrayView<FloatLane> Lane(MemoryBuffer1D<float, Stride1D.Dense> buffer) => Lane<float, FloatLane>(buffer);
}
