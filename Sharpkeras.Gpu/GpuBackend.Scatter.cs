using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Devices;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Gpu.Runtime;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu;

/// <summary>
/// Writing by index: the indices are sorted first, so that the picks of a row lie side by side. Up to <see cref="MostInOrder"/> picks
/// are folded in the order of i; of more, chunks are folded and then joined, always in the same way, so that sums may round otherwise
/// than in that order.
/// </summary>
internal sealed partial class GpuBackend
{
    /// <summary>The picks among which one thread may have to fold all.</summary>
    private const int MostInOrder = 1024;

    public override void Scatter<K>(K kernel, Tensor x, Tensor indices, Tensor y, int outer, int count, int inner)
    {
        int picks = Count(indices);
        var shape = new ScatterShape { Count = count, Picks = picks, Inner = inner };
        Scatter(kernel, shape, x, indices, y, outer, new SortShape { Length = picks, Inner = 1, Take = picks, Rows = 1 });
    }

    public override void ScatterAdd(Tensor x, Tensor indices, Tensor y, int outer, int count, int inner) =>
        Scatter(default(AddKernel), x, indices, y, outer, count, inner);

    public override void ScatterAddAlong(Tensor x, Tensor indices, Tensor y, int outer, int count, int picks, int inner)
    {
        var shape = new ScatterShape { Count = count, Picks = picks, Inner = inner, IsAlong = 1 };
        var rows = new SortShape { Length = picks, Inner = inner, Take = picks, Rows = outer * inner };
        Scatter(default(AddKernel), shape, x, indices, y, outer, rows);
    }

    private void Scatter<K>(K kernel, ScatterShape shape, Tensor x, Tensor indices, Tensor y, int outer, SortShape rows)
        where K : struct, INumberBinaryKernel
    {
        _ = Count(y);
        if (Count(x) == 0)
        {
            return;
        }

        using var memory = new TensorScope();
        Tensor keys = indices;
        if (indices.DType == DType.Int64)
        {
            keys = Rent(indices.Shape, DType.Int32);
            Cast(indices, keys);
        }

        Tensor? order = null;
        if (shape.Picks > 1)
        {
            shape.IsSorted = 1;
            Tensor sorted = Rent(indices.Shape, DType.Int32);
            order = Rent(indices.Shape, DType.Int32);
            Sort<IntKey, NarrowCode>(rows, keys, sorted, order);
            keys = sorted;
        }

        var launch = new ScatterLaunch<K>
        {
            Backend = this,
            Kernel = kernel,
            Shape = shape,
            Outer = outer,
            X = x,
            Keys = keys,
            Order = order,
            Y = y,
        };
        Lanes.Number(x.DType, ref launch);
    }

    /// <summary>Whether f(f(y, a), b) = f(y, f(a, b)), up to rounding.</summary>
    private static bool IsAssociative<K>() =>
        typeof(K) == typeof(AddKernel) || typeof(K) == typeof(MultiplyKernel) || typeof(K) == typeof(ReplaceKernel)
        || typeof(K) == typeof(MaximumKernel);

    private struct ScatterLaunch<K> : INumberLaunch
        where K : struct, INumberBinaryKernel
    {
        public GpuBackend Backend;
        public K Kernel;
        public ScatterShape Shape;
        public int Outer;
        public Tensor X;
        public Tensor Keys;
        public Tensor? Order;
        public Tensor Y;

        public readonly void Run<V>()
            where V : unmanaged, INumberLane<V>, IScalarLane<V>
        {
            if (Shape.Picks > MostInOrder && IsAssociative<K>())
            {
                InChunks<V>();
                return;
            }

            int length = Count(X);
            using Lock.Scope scope = Backend.Launch();
            Scatters<K, V>.Rows.On(Backend)(
                Backend.Flat(length), Kernel, Shape, View<V>(X), View<int>(Keys), ViewOrEmpty<int>(Order), View<V>(Y), length);
        }

        private readonly void InChunks<V>()
            where V : unmanaged, INumberLane<V>
        {
            int chunks = (Shape.Picks + ScatterKernels.Chunk - 1) / ScatterKernels.Chunk;
            Tensor leads = Backend.Rent([Outer, chunks, Shape.Inner], X.DType);
            int length = Count(leads);
            KernelConfig config = Backend.Flat(length);
            using (Lock.Scope folding = Backend.Launch())
            {
                Scatters<K, V>.Chunks.On(Backend)(
                    config, Kernel, Shape, View<V>(X), View<int>(Keys), ViewOrEmpty<int>(Order), View<V>(Y), View<V>(leads), chunks, length);
            }

            using Lock.Scope scope = Backend.Launch();
            Scatters<K, V>.Leads.On(Backend)(config, Kernel, Shape, View<int>(Keys), View<V>(Y), View<V>(leads), chunks, length);
        }
    }

    private static class Scatters<K, V>
        where K : struct, INumberBinaryKernel
        where V : unmanaged, INumberLane<V>
    {
        public static readonly
            GpuKernel<Action<KernelConfig, K, ScatterShape, ArrayView<V>, ArrayView<int>, ArrayView<int>, ArrayView<V>, int>> Rows = new(
                static device => device.LoadStreamKernel<K, ScatterShape, ArrayView<V>, ArrayView<int>, ArrayView<int>, ArrayView<V>, int>(
                    ScatterKernels.Rows));

        public static readonly GpuKernel<
            Action<KernelConfig, K, ScatterShape, ArrayView<V>, ArrayView<int>, ArrayView<int>, ArrayView<V>, ArrayView<V>, int, int>> Chunks = new(
                static device => device.LoadStreamKernel<
                    K, ScatterShape, ArrayView<V>, ArrayView<int>, ArrayView<int>, ArrayView<V>, ArrayView<V>, int, int>(ScatterKernels.Chunks));

        public static readonly
            GpuKernel<Action<KernelConfig, K, ScatterShape, ArrayView<int>, ArrayView<V>, ArrayView<V>, int, int>> Leads = new(
                static device => device.LoadStreamKernel<K, ScatterShape, ArrayView<int>, ArrayView<V>, ArrayView<V>, int, int>(
                    ScatterKernels.Leads));
    }
}
