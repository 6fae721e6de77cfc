using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Gpu.Runtime;

namespace Sharpkeras.Gpu;

/// <summary>Reading by index.</summary>
internal sealed partial class GpuBackend
{
    public override void Gather(Tensor x, Tensor indices, Tensor y, int outer, int count, int inner)
    {
        if (Count(y) == 0)
        {
            return;
        }

        _ = Count(x);
        int size = x.DType.Size();
        int moved = inner;
        while (moved % 2 == 0 && CanPair(size, x, y))
        {
            moved /= 2;
            size *= 2;
        }

        int picks = Count(indices);
        var launch = new GatherLaunch
        {
            Backend = this,
            X = x,
            Indices = indices,
            Y = y,
            Count = count,
            Picks = picks,
            Inner = moved,
            Length = outer * picks * moved,
        };
        Lanes.Move(MoverOf(size), ref launch);
    }

    public override void GatherAlong(Tensor x, Tensor indices, Tensor y, int outer, int count, int picks, int inner)
    {
        _ = Count(x);
        int length = Count(y);
        if (length > 0)
        {
            var launch = new GatherLaunch
            {
                Backend = this,
                IsAlong = true,
                X = x,
                Indices = indices,
                Y = y,
                Count = count,
                Picks = picks,
                Inner = inner,
                Length = length,
            };
            Lanes.Move(y.DType, ref launch);
        }
    }

    public override void OneHot(Tensor indices, Tensor y, int classes)
    {
        var launch = new OneHotLaunch { Backend = this, Indices = indices, Bits = BitsOf(y.DType, 1), Y = y, Classes = classes };
        Lanes.Move(y.DType, ref launch);
    }

    /// <summary>1 for int64 indices, which kernels see as pairs of int32.</summary>
    private static int IsWide(Tensor indices) => indices.DType == DType.Int64 ? 1 : 0;

    private struct GatherLaunch : IMoveLaunch
    {
        public GpuBackend Backend;
        public bool IsAlong;
        public Tensor X;
        public Tensor Indices;
        public Tensor Y;
        public int Count;
        public int Picks;
        public int Inner;
        public int Length;

        public readonly void Run<T>()
            where T : unmanaged
        {
            using Lock.Scope scope = Backend.Launch();
            (IsAlong ? Gathers<T>.Along : Gathers<T>.Rows).On(Backend)(
                Backend.Flat(Length), View<T>(X), View<int>(Indices), IsWide(Indices), View<T>(Y), Count, Picks, Inner, Length);
        }
    }

    private struct OneHotLaunch : IMoveLaunch
    {
        public GpuBackend Backend;
        public Tensor Indices;
        public long Bits;
        public Tensor Y;
        public int Classes;

        public readonly void Run<T>()
            where T : unmanaged
        {
            int length = Count(Y);
            if (length > 0)
            {
                using Lock.Scope scope = Backend.Launch();
                Gathers<T>.OneHot.On(Backend)(
                    Backend.Flat(length), View<int>(Indices), IsWide(Indices), Mover<T>(Bits), View<T>(Y), Classes, length);
            }
        }
    }

    private static class Gathers<T>
        where T : unmanaged
    {
        public static readonly GpuKernel<Action<KernelConfig, ArrayView<T>, ArrayView<int>, int, ArrayView<T>, int, int, int, int>> Rows = new(
            static device => device.LoadStreamKernel<ArrayView<T>, ArrayView<int>, int, ArrayView<T>, int, int, int, int>(IndexKernels.Gather));

        public static readonly GpuKernel<Action<KernelConfig, ArrayView<T>, ArrayView<int>, int, ArrayView<T>, int, int, int, int>> Along = new(
            static device => device.LoadStreamKernel<ArrayView<T>, ArrayView<int>, int, ArrayView<T>, int, int, int, int>(
                IndexKernels.GatherAlong));

        public static readonly GpuKernel<Action<KernelConfig, ArrayView<int>, int, T, ArrayView<T>, int, int>> OneHot = new(
            static device => device.LoadStreamKernel<ArrayView<int>, int, T, ArrayView<T>, int, int>(IndexKernels.OneHot));
    }
}
