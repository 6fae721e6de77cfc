using System.Numerics;
using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Devices;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Gpu.Runtime;

namespace Sharpkeras.Gpu;

/// <summary>Sorting along an axis.</summary>
internal sealed partial class GpuBackend
{
    /// <summary>The codes of long rows that are held at once, so that their memory stays small beside the tensor's.</summary>
    private const int MostCodes = 1 << 24;

    /// <summary>The least elements that a group sorts: one comparison a thread.</summary>
    private const int LeastTile = 2 * SortKernels.GroupSize;

    public override void Sort(Tensor x, Tensor? values, Tensor? indices, int outer, int length, int inner, int take, bool descending)
    {
        int rows = checked(outer * inner);
        _ = Count(x);
        if (rows == 0 || take == 0 || (values ?? indices) == null)
        {
            return;
        }

        var shape = new SortShape { Length = length, Inner = inner, Take = take, Flip = descending ? -1 : 0, Rows = rows };
        switch (x.DType)
        {
            case DType.Float32: Sort<FloatKey, NarrowCode>(shape, x, values, indices); break;
            case DType.Float64: Sort<DoubleKey, WideCode>(shape, x, values, indices); break;
            case DType.Int8: Sort<SByteKey, NarrowCode>(shape, x, values, indices); break;
            case DType.UInt8 or DType.Bool: Sort<ByteKey, NarrowCode>(shape, x, values, indices); break;
            case DType.Int16: Sort<ShortKey, NarrowCode>(shape, x, values, indices); break;
            case DType.Int32: Sort<IntKey, NarrowCode>(shape, x, values, indices); break;
            default: Sort<LongKey, WideCode>(shape, x, values, indices); break;
        }
    }

    private void Sort<S, C>(SortShape shape, Tensor x, Tensor? values, Tensor? indices)
        where S : unmanaged, ISortKey<S, C>
        where C : unmanaged, ISortCode<C>
    {
        int wants = (values == null ? 0 : 1) | (indices == null ? 0 : 2);
        if (shape.Length <= SortKernels.Tile)
        {
            shape.Width = (int)BitOperations.RoundUpToPowerOf2((uint)shape.Length);
            Runs(shape, View<S>(x), ArrayView<C>.Empty, ViewOrEmpty<S>(values), ViewOrEmpty<int>(indices), wants);
            return;
        }

        shape.Width = SortKernels.Tile;
        shape.Kept = Math.Min(SortKernels.Tile, shape.Take);
        int all = shape.Rows;
        int atOnce = Math.Max(1, MostCodes / shape.Codes());
        for (shape.FirstRow = 0; shape.FirstRow < all; shape.FirstRow += atOnce)
        {
            shape.Rows = Math.Min(atOnce, all - shape.FirstRow);
            SortLong<S, C>(shape, View<S>(x), ViewOrEmpty<S>(values), ViewOrEmpty<int>(indices), wants);
        }
    }

    /// <summary>Rows longer than a tile: sorted runs, then merges from one half of the memory to the other.</summary>
    private void SortLong<S, C>(SortShape shape, ArrayView<S> x, ArrayView<S> values, ArrayView<int> indices, int wants)
        where S : unmanaged, ISortKey<S, C>
        where C : unmanaged, ISortCode<C>
    {
        using var memory = new TensorScope();
        int row = shape.Codes();
        int codes = checked(shape.Rows * row);
        int size = System.Runtime.CompilerServices.Unsafe.SizeOf<C>();
        ArrayView<C> from = Codes<C>(codes, size);
        ArrayView<C> to = Codes<C>(codes, size);
        Runs(shape, x, from, values, indices, wants: 0);
        for (long width = shape.Kept; width < row; width *= 2)
        {
            using Lock.Scope merging = Launch();
            Merges<C>.Kernel.On(this)(Flat(codes), from, to, (int)width, row, codes);
            (from, to) = (to, from);
        }

        int length = shape.Rows * shape.Take;
        using Lock.Scope scope = Launch();
        Sorts<S, C>.Results.On(this)(Flat(length), shape, x, from, values, indices, wants, length);
    }

    private ArrayView<C> Codes<C>(int count, int size)
        where C : unmanaged
    {
        Tensor memory = Rent([count, size / sizeof(long)], DType.Int64);
        return ((GpuStorage)memory.Storage).View<C>(0, count);
    }

    private void Runs<S, C>(SortShape shape, ArrayView<S> x, ArrayView<C> codes, ArrayView<S> values, ArrayView<int> indices, int wants)
        where S : unmanaged, ISortKey<S, C>
        where C : unmanaged, ISortCode<C>
    {
        shape.Together = Math.Max(1, LeastTile / shape.Width);
        int runs = checked(shape.Rows * shape.Runs());
        int groups = (runs + shape.Together - 1) / shape.Together;
        var config = new KernelConfig(Math.Min(groups, mostGroups), SortKernels.GroupSize);
        using Lock.Scope scope = Launch();
        Sorts<S, C>.Runs.On(this)(config, shape, x, codes, values, indices, wants, groups);
    }

    private static class Merges<C>
        where C : unmanaged, ISortCode<C>
    {
        public static readonly GpuKernel<Action<KernelConfig, ArrayView<C>, ArrayView<C>, int, int, int>> Kernel = new(
            static device => device.LoadStreamKernel<ArrayView<C>, ArrayView<C>, int, int, int>(SortKernels.Merge));
    }

    private static class Sorts<S, C>
        where S : unmanaged, ISortKey<S, C>
        where C : unmanaged, ISortCode<C>
    {
        public static readonly
            GpuKernel<Action<KernelConfig, SortShape, ArrayView<S>, ArrayView<C>, ArrayView<S>, ArrayView<int>, int, int>> Runs = new(
                static device => device.LoadStreamKernel<SortShape, ArrayView<S>, ArrayView<C>, ArrayView<S>, ArrayView<int>, int, int>(
                    SortKernels.Runs));

        public static readonly
            GpuKernel<Action<KernelConfig, SortShape, ArrayView<S>, ArrayView<C>, ArrayView<S>, ArrayView<int>, int, int>> Results = new(
                static device => device.LoadStreamKernel<SortShape, ArrayView<S>, ArrayView<C>, ArrayView<S>, ArrayView<int>, int, int>(
                    SortKernels.Results));
    }
}
