using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Devices;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Gpu.Runtime;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu;

/// <summary>
/// Running folds along an axis. Up to 32 values, or where there are many columns, they are folded one after the other as on the
/// processor; else in groups, always in the same way, so that floating results may round otherwise.
/// </summary>
internal sealed partial class GpuBackend
{
    /// <summary>Up to this length a thread folds a column alone.</summary>
    private const int ShortColumn = 32;

    public override void Scan<K>(K kernel, Tensor x, Tensor y, int outer, int length, int inner, bool reverse)
    {
        var shape = new ScanShape { Length = length, Inner = inner, Columns = checked(outer * inner), IsReverse = reverse ? 1 : 0 };
        var launch = new ScanLaunch<K> { Backend = this, Kernel = kernel, Shape = shape, X = x, Y = y };
        Lanes.Number(x.DType, ref launch);
    }

    public override void CumprodGradient(Tensor x, Tensor dy, Tensor dx, int outer, int length, int inner)
    {
        var shape = new ScanShape { Length = length, Inner = inner, Columns = checked(outer * inner) };
        var launch = new ProductGradientLaunch { Backend = this, Shape = shape, X = x, Gradient = dy, Target = dx };
        Lanes.Number(x.DType, ref launch);
    }

    private struct ScanLaunch<K> : INumberLaunch
        where K : struct, IReduceKernel
    {
        public GpuBackend Backend;
        public K Kernel;
        public ScanShape Shape;
        public Tensor X;
        public Tensor Y;

        public void Run<V>()
            where V : unmanaged, INumberLane<V>, IScalarLane<V>
        {
            if (Count(Y) == 0)
            {
                return;
            }

            if (Shape.Length <= ShortColumn || (Shape.Columns >= 4096 && (Shape.Inner >= 16 || Shape.Length <= 256)))
            {
                using Lock.Scope scope = Backend.Launch();
                Scans<K, V>.Columns.On(Backend)(Backend.Flat(Shape.Columns), Kernel, Shape, View<V>(X), View<V>(Y));
                return;
            }

            int parts = Math.Max(1, Math.Min(Shape.Length / (4 * ScanKernels.Tile), 1024 / Shape.Columns));
            int tiles = (((Shape.Length + parts - 1) / parts) + ScanKernels.Tile - 1) / ScanKernels.Tile;
            Shape.PartLength = tiles * ScanKernels.Tile;
            Shape.Parts = (Shape.Length + Shape.PartLength - 1) / Shape.PartLength;
            InParts<V>();
        }

        private readonly void InParts<V>()
            where V : unmanaged, INumberLane<V>
        {
            int groups = Shape.Columns * Shape.Parts;
            if (Shape.Parts == 1)
            {
                Launch(Shape, View<V>(X), ArrayView<V>.Empty, View<V>(Y));
                return;
            }

            using var memory = new TensorScope();
            ArrayView<V> totals = View<V>(Backend.Rent([groups], X.DType));
            using (Lock.Scope folding = Backend.Launch())
            {
                Scans<K, V>.Totals.On(Backend)(Config(groups), Kernel, Shape, View<V>(X), totals, groups);
            }

            var carries = new ScanShape { Length = Shape.Parts, Inner = 1, Columns = Shape.Columns, Parts = 1, PartLength = ScanKernels.Tile };
            Launch(carries, totals, ArrayView<V>.Empty, totals);
            Launch(Shape, View<V>(X), totals, View<V>(Y));
        }

        private readonly void Launch<V>(ScanShape shape, ArrayView<V> x, ArrayView<V> carries, ArrayView<V> y)
            where V : unmanaged, INumberLane<V>
        {
            int groups = shape.Columns * shape.Parts;
            using Lock.Scope scope = Backend.Launch();
            Scans<K, V>.Parts.On(Backend)(Config(groups), Kernel, shape, x, carries, y, groups);
        }

        private readonly KernelConfig Config(int groups) => new(Math.Min(groups, Backend.mostGroups), ScanKernels.GroupSize);
    }

    private struct ProductGradientLaunch : INumberLaunch
    {
        public GpuBackend Backend;
        public ScanShape Shape;
        public Tensor X;
        public Tensor Gradient;
        public Tensor Target;

        public readonly void Run<V>()
            where V : unmanaged, INumberLane<V>, IScalarLane<V>
        {
            if (Count(Target) > 0)
            {
                using Lock.Scope scope = Backend.Launch();
                ProductGradients<V>.Kernel.On(Backend)(
                    Backend.Flat(Shape.Columns), Shape, View<V>(X), View<V>(Gradient), View<V>(Target));
            }
        }
    }

    private static class Scans<K, V>
        where K : struct, IReduceKernel
        where V : unmanaged, INumberLane<V>
    {
        public static readonly GpuKernel<Action<KernelConfig, K, ScanShape, ArrayView<V>, ArrayView<V>>> Columns = new(
            static device => device.LoadStreamKernel<K, ScanShape, ArrayView<V>, ArrayView<V>>(ScanKernels.Columns));

        public static readonly GpuKernel<Action<KernelConfig, K, ScanShape, ArrayView<V>, ArrayView<V>, int>> Totals = new(
            static device => device.LoadStreamKernel<K, ScanShape, ArrayView<V>, ArrayView<V>, int>(ScanKernels.Totals));

        public static readonly GpuKernel<Action<KernelConfig, K, ScanShape, ArrayView<V>, ArrayView<V>, ArrayView<V>, int>> Parts = new(
            static device => device.LoadStreamKernel<K, ScanShape, ArrayView<V>, ArrayView<V>, ArrayView<V>, int>(ScanKernels.Parts));
    }

    private static class ProductGradients<V>
        where V : unmanaged, INumberLane<V>
    {
        public static readonly GpuKernel<Action<KernelConfig, ScanShape, ArrayView<V>, ArrayView<V>, ArrayView<V>>> Kernel = new(
            static device => device.LoadStreamKernel<ScanShape, ArrayView<V>, ArrayView<V>, ArrayView<V>>(ScanKernels.ProductGradient));
    }
}
