using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels.Products;

/// <summary>
/// 128×16 values, 4×4 a thread: for outputs of few columns, as convolutions with few filters and products with vectors have them.
/// </summary>
internal struct NarrowTile<V> : ITile<V>
    where V : unmanaged, ILane<V>
{
    private Block<V> sums;

    public static int Rows => 128;

    public static int Columns => 16;

    public static int Depth => 8;

    public static int Threads => 128;

    public static int Width => 8;

    public static int Blocks => 1;

    public static int BlockRows => 128;

    public static int BlockColumns => 16;

    public static int RowOf(int thread) => thread >> 2;

    public static int FourOf(int column) => column;

    public static int ColumnOf(int thread) => thread & 3;

    public void Multiply(ArrayView<Four<V>> left, ArrayView<Four<V>> right, int column, int step)
    {
        sums.Add(left[step * ((Rows / 4) + 1)], right[step * ((Columns / 4) + 1)]);
    }

    public readonly void Put(int block, ArrayView<Four<V>> shared, int row, int column)
    {
        sums.Put(shared, (row * 4 * (BlockColumns / 4)) + column, BlockColumns / 4);
    }
}
