using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels.Products;

/// <summary>
/// 32×32 values, four of a column a thread: for small outputs, where what counts is to have many threads and few waits for memory, so that
/// much of the sum lies in shared memory at once.
/// </summary>
internal struct SmallTile<V> : ITile<V>
    where V : unmanaged, ILane<V>
{
    private Column<V> sums;

    public static int Rows => 32;

    public static int Columns => 32;

    public static int Depth => 32;

    public static int Threads => 256;

    public static int Width => 32;

    public static int Blocks => 1;

    public static int BlockRows => 32;

    public static int BlockColumns => 32;

    public static int RowOf(int thread) => thread >> 5;

    public static int FourOf(int column) => 0;

    public static int ColumnOf(int thread) => thread & 31;

    public void Multiply(ArrayView<Four<V>> left, ArrayView<Four<V>> right, int column, int step) =>
        sums.Add(left[step * ((Rows / 4) + 1)], right.Cast<V>().SubView(column)[step * (Columns + 4)]);

    public readonly void Put(int block, ArrayView<Four<V>> shared, int row, int column) =>
        sums.Put(shared.Cast<V>(), (row * 4 * BlockColumns) + column, BlockColumns);
}
