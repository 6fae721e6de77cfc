using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels.Products;

/// <summary>One thread's part of the way of both operands into shared memory: the left one's slab first, then the right one's.</summary>
internal struct SlabPair<T, A, B, V>
    where T : unmanaged, ITile<V>
    where A : struct, IOperand<V>
    where B : struct, IOperand<V>
    where V : unmanaged, ILane<V>
{
    public A Left;
    public B Right;
    public ArrayView<V> LeftSource;
    public ArrayView<V> RightSource;
    private Panel<V> left;
    private Panel<V> right;

    private static int LeftCount => T.Rows * T.Depth / T.Threads;

    private static int RightCount => T.Columns * T.Depth / T.Threads;

    /// <summary>Finds the rows and columns of the thread's elements.</summary>
    public void Start(ProductShape shape, ProductSpot spot)
    {
        left.Start(Left, LeftCount, T.Rows, Width(T.Rows), shape.LeftAlong, spot.RowTile * T.Rows, spot.Batch * shape.LeftBatch);
        right.Start(Right, RightCount, T.Columns, Width(T.Columns), shape.RightAlong, spot.ColumnTile * T.Columns, spot.Batch * shape.RightBatch);
    }

    /// <summary>Reads the elements of the slabs that begin at a step.</summary>
    public void Fetch(int step)
    {
        left.Fetch(Left, LeftCount, LeftSource, step);
        right.Fetch(Right, RightCount, RightSource, step);
    }

    /// <summary>Writes them into shared memory from a cell on.</summary>
    public readonly void Put(ArrayView<V> shared, int first)
    {
        left.Put(LeftCount, shared, first);
        right.Put(RightCount, shared, first + ((T.Rows + 4) * T.Depth));
    }

    /// <summary>How many neighbouring threads read along the sum: all rows of a slab must have a thread.</summary>
    private static int Width(int rows) => T.Threads / rows > T.Width ? T.Threads / rows : T.Width;
}
