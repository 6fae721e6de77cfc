using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Gpu.Runtime;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu;

/// <summary>Elementwise functions of two tensors.</summary>
internal sealed partial class GpuBackend
{
    public override void Binary<K>(K kernel, Tensor a, Tensor b, Tensor y)
    {
        var launch = new BinaryLaunch<K> { Backend = this, Kernel = kernel, A = a, B = b, Y = y };
        Lanes.Floating(y.DType, ref launch);
    }

    public override void NumberBinary<K>(K kernel, Tensor a, Tensor b, Tensor y)
    {
        var launch = new NumberBinaryLaunch<K> { Backend = this, Kernel = kernel, A = a, B = b, Y = y };
        Lanes.Number(y.DType, ref launch);
    }

    public override void IntegerBinary<K>(K kernel, Tensor a, Tensor b, Tensor y)
    {
        var launch = new IntegerBinaryLaunch<K> { Backend = this, Kernel = kernel, A = a, B = b, Y = y };
        Lanes.Integer(y.DType, ref launch);
    }

    public override void Compare<K>(K kernel, Tensor a, Tensor b, Tensor y)
    {
        var launch = new CompareLaunch<K> { Backend = this, Kernel = kernel, A = a, B = b, Y = y };
        Lanes.Number(a.DType, ref launch);
    }

    public override void BinaryGradient<K>(K kernel, bool forA, Tensor? a, Tensor? b, Tensor? y, Tensor dy, Tensor target)
    {
        var launch = new BinaryGradientLaunch<K>
        {
            Backend = this,
            Kernel = kernel,
            ForA = forA,
            A = a,
            B = b,
            Y = y,
            Gradient = dy,
            Target = target,
        };
        Lanes.Floating(target.DType, ref launch);
    }

    /// <summary>Starts a function of two tensors, whatever its kind.</summary>
    private void Start<K, V, R>(
        GpuKernel<Action<KernelConfig, K, BroadcastWalk, ArrayView<V>, ArrayView<V>, ArrayView<R>, int>> forward, K kernel, Tensor a, Tensor b, Tensor y)
        where K : struct
        where V : unmanaged
        where R : unmanaged
    {
        int length = Count(y);
        if (length > 0)
        {
            using Lock.Scope scope = Launch();
            forward.On(this)(Flat(length), kernel, Walk(y, a, b), View<V>(a), View<V>(b), View<R>(y), length);
        }
    }

    private static BroadcastWalk Walk(Tensor y, Tensor a, Tensor b) => BroadcastWalk.Of(new BroadcastPlan(y.Shape, a.Shape, b.Shape));

    private struct BinaryLaunch<K> : IFloatingLaunch
        where K : struct, IBinaryKernel
    {
        public GpuBackend Backend;
        public K Kernel;
        public Tensor A;
        public Tensor B;
        public Tensor Y;

        public readonly void Run<V>()
            where V : unmanaged, ILane<V>, IScalarLane<V> =>
            Backend.Start(Binaries<K, V>.Forward, Kernel, A, B, Y);
    }

    private struct NumberBinaryLaunch<K> : INumberLaunch
        where K : struct, INumberBinaryKernel
    {
        public GpuBackend Backend;
        public K Kernel;
        public Tensor A;
        public Tensor B;
        public Tensor Y;

        public readonly void Run<V>()
            where V : unmanaged, INumberLane<V>, IScalarLane<V> =>
            Backend.Start(NumberBinaries<K, V>.Forward, Kernel, A, B, Y);
    }

    private struct IntegerBinaryLaunch<K> : IIntegerLaunch
        where K : struct, IIntegerBinaryKernel
    {
        public GpuBackend Backend;
        public K Kernel;
        public Tensor A;
        public Tensor B;
        public Tensor Y;

        public readonly void Run<V>()
            where V : unmanaged, IIntegerLane<V>, IScalarLane<V> =>
            Backend.Start(IntegerBinaries<K, V>.Forward, Kernel, A, B, Y);
    }

    private struct CompareLaunch<K> : INumberLaunch
        where K : struct, ICompareKernel
    {
        public GpuBackend Backend;
        public K Kernel;
        public Tensor A;
        public Tensor B;
        public Tensor Y;

        public readonly void Run<V>()
            where V : unmanaged, INumberLane<V>, IScalarLane<V> =>
            Backend.Start(Comparisons<K, V>.Forward, Kernel, A, B, Y);
    }

    private struct BinaryGradientLaunch<K> : IFloatingLaunch
        where K : struct, IBinaryKernel
    {
        public GpuBackend Backend;
        public K Kernel;
        public bool ForA;
        public Tensor? A;
        public Tensor? B;
        public Tensor? Y;
        public Tensor Gradient;
        public Tensor Target;

        public readonly void Run<V>()
            where V : unmanaged, ILane<V>, IScalarLane<V>
        {
            int length = Count(Target);
            if (length > 0)
            {
                using Lock.Scope scope = Backend.Launch();
                Binaries<K, V>.Gradient.On(Backend)(
                    Backend.Flat(length),
                    Kernel,
                    ForA ? (byte)1 : (byte)0,
                    Walk(Target, A ?? Gradient, B ?? Gradient),
                    ViewOrEmpty<V>(A),
                    ViewOrEmpty<V>(B),
                    ViewOrEmpty<V>(Y),
                    View<V>(Gradient),
                    View<V>(Target),
                    length);
            }
        }
    }

    private static class Binaries<K, V>
        where K : struct, IBinaryKernel
        where V : unmanaged, ILane<V>
    {
        public static readonly GpuKernel<Action<KernelConfig, K, BroadcastWalk, ArrayView<V>, ArrayView<V>, ArrayView<V>, int>> Forward = new(
            static device => device.LoadStreamKernel<K, BroadcastWalk, ArrayView<V>, ArrayView<V>, ArrayView<V>, int>(BinaryKernels.Forward));

        public static readonly
            GpuKernel<Action<KernelConfig, K, byte, BroadcastWalk, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, int>>
            Gradient = new(
                static device => device.LoadStreamKernel<
                    K, byte, BroadcastWalk, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, int>(BinaryKernels.Gradient));
    }

    private static class NumberBinaries<K, V>
        where K : struct, INumberBinaryKernel
        where V : unmanaged, INumberLane<V>
    {
        public static readonly GpuKernel<Action<KernelConfig, K, BroadcastWalk, ArrayView<V>, ArrayView<V>, ArrayView<V>, int>> Forward = new(
            static device => device.LoadStreamKernel<K, BroadcastWalk, ArrayView<V>, ArrayView<V>, ArrayView<V>, int>(BinaryKernels.Number));
    }

    private static class IntegerBinaries<K, V>
        where K : struct, IIntegerBinaryKernel
        where V : unmanaged, IIntegerLane<V>
    {
        public static readonly GpuKernel<Action<KernelConfig, K, BroadcastWalk, ArrayView<V>, ArrayView<V>, ArrayView<V>, int>> Forward = new(
            static device => device.LoadStreamKernel<K, BroadcastWalk, ArrayView<V>, ArrayView<V>, ArrayView<V>, int>(BinaryKernels.Integer));
    }

    private static class Comparisons<K, V>
        where K : struct, ICompareKernel
        where V : unmanaged, IScalarLane<V>
    {
        public static readonly GpuKernel<Action<KernelConfig, K, BroadcastWalk, ArrayView<V>, ArrayView<V>, ArrayView<byte>, int>> Forward = new(
            static device => device.LoadStreamKernel<K, BroadcastWalk, ArrayView<V>, ArrayView<V>, ArrayView<byte>, int>(BinaryKernels.Compare));
    }
}
