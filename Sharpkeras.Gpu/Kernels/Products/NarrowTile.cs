using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels.Products;

/// <summary>
/// 64×16 values, four of a column a thread: for outputs of few columns, as convolutions with few filters and products with vectors have
/// them. Their time goes into reading the left operand, so that much of it is on its way at once.
/// </summary>
internal struct NarrowTile<V> : ITile<V>
    where V : unmanaged, ILane<V>
{
    private Column<V> sums;

    public static int Rows => 64;

    public static int Columns => 16;

    public static int Depth => 32;

    public static int Threads => 256;

    public static int Width => 32;

    public static int Blocks => 1;

    public static int BlockRows => 64;

    public static int BlockColumns => 16;

    public static int RowOf(int thread) => thread >> 4;

    public static int FourOf(int column) => 0;

    public static int ColumnOf(int thread) => thread & 15;

    public void Multiply(ArrayView<Four<V>> left, ArrayView<Four<V>> right, int column, int step) =>
        sums.Add(left[step * ((Rows / 4) + 1)], right.Cast<V>().SubView(column)[step * (Columns + 4)]);

    public readonly void Put(int block, ArrayView<Four<V>> shared, int row, int column) =>
        sums.Put(shared.Cast<V>(), (row * 4 * BlockColumns) + column, BlockColumns);
}
