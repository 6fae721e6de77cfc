using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Devices;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Gpu.Runtime;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu;

/// <summary>The place of the largest or smallest value.</summary>
internal sealed partial class GpuBackend
{
    /// <summary>The least elements that make a group for a part worth its start.</summary>
    private const int PartLength = 2048;

    public override void ArgReduce(bool largest, Tensor x, Tensor y, int outer, int reduced, int inner)
    {
        var launch = new ArgLaunch { Backend = this, Largest = largest ? 1 : 0, X = x, Y = y, Reduced = reduced, Inner = inner };
        Lanes.Number(x.DType, ref launch);
    }

    private struct ArgLaunch : INumberLaunch
    {
        public GpuBackend Backend;
        public int Largest;
        public Tensor X;
        public Tensor Y;
        public int Reduced;
        public int Inner;

        public readonly void Run<V>()
            where V : unmanaged, INumberLane<V>, IScalarLane<V>
        {
            int columns = Count(Y);
            _ = Count(X);
            if (columns == 0)
            {
                return;
            }

            // short columns, and so many that a thread each keeps the device busy
            if (Reduced < 64 || (columns >= 8192 && Inner > 1))
            {
                using Lock.Scope scope = Backend.Launch();
                Args<V>.Columns.On(Backend)(
                    Backend.Flat(columns), Largest, View<V>(X), View<int>(Y), IsWide(Y), Reduced, Inner, columns);
                return;
            }

            int parts = Backend.PartsOf(columns, Reduced);
            if (parts == 1)
            {
                Split<V>(Y, columns, 1);
                return;
            }

            using var memory = new TensorScope();
            Tensor places = Backend.Rent([columns, parts], DType.Int32);
            Split<V>(places, columns, parts);
            using Lock.Scope last = Backend.Launch();
            Args<V>.Winners.On(Backend)(
                Backend.Flat(columns), Largest, View<V>(X), View<int>(places), View<int>(Y), IsWide(Y), Reduced, Inner, parts, columns);
        }

        private readonly void Split<V>(Tensor places, int columns, int parts)
            where V : unmanaged, INumberLane<V>, IScalarLane<V>
        {
            int groups = columns * parts;
            int length = (Reduced + parts - 1) / parts;
            var config = new KernelConfig(Math.Min(groups, Backend.mostGroups), ArgKernels.GroupSize);
            using Lock.Scope scope = Backend.Launch();
            Args<V>.Parts.On(Backend)(
                config, Largest, View<V>(X), View<int>(places), IsWide(places), Reduced, Inner, parts, length, groups);
        }
    }

    /// <summary>Into how many parts long columns are cut: none of them empty, and no more than keep the device busy.</summary>
    private int PartsOf(int columns, int length)
    {
        int wanted = Math.Max(1, Math.Min((length + PartLength - 1) / PartLength, 1024 / columns));
        int part = (length + wanted - 1) / wanted;
        return (length + part - 1) / part;
    }

    private static class Args<V>
        where V : unmanaged, IScalarLane<V>
    {
        public static readonly GpuKernel<Action<KernelConfig, int, ArrayView<V>, ArrayView<int>, int, int, int, int>> Columns = new(
            static device => device.LoadStreamKernel<int, ArrayView<V>, ArrayView<int>, int, int, int, int>(ArgKernels.Columns));

        public static readonly GpuKernel<Action<KernelConfig, int, ArrayView<V>, ArrayView<int>, int, int, int, int, int, int>> Parts = new(
            static device => device.LoadStreamKernel<int, ArrayView<V>, ArrayView<int>, int, int, int, int, int, int>(ArgKernels.Parts));

        public static readonly
            GpuKernel<Action<KernelConfig, int, ArrayView<V>, ArrayView<int>, ArrayView<int>, int, int, int, int, int>> Winners = new(
                static device => device.LoadStreamKernel<int, ArrayView<V>, ArrayView<int>, ArrayView<int>, int, int, int, int, int>(
                    ArgKernels.Winners));
    }
}
