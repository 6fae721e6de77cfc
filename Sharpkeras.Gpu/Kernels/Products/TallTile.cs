using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels.Products;

/// <summary>
/// 128×64 values, 8×4 a thread: for outputs of some 64 columns, as convolutions have them.
/// </summary>
internal struct TallTile<V> : ITile<V>
    where V : unmanaged, ILane<V>
{
    private Block<V> b0, b1;

    public static int Rows => 128;

    public static int Columns => 64;

    public static int Depth => 8;

    public static int Threads => 256;

    public static int Width => 8;

    public static int Blocks => 2;

    public static int BlockRows => 64;

    public static int BlockColumns => 64;

    public static int RowOf(int thread) => ((thread >> 3) & 3) + ((thread >> 6) << 2);

    public static int FourOf(int column) => column;

    public static int ColumnOf(int thread) => (thread & 7) + ((thread >> 2) & 8);

    public void Multiply(ArrayView<Four<V>> left, ArrayView<Four<V>> right, int column, int step)
    {
        Four<V> a0 = left[step * ((Rows / 4) + 1)];
        Four<V> a1 = left[(step * ((Rows / 4) + 1)) + 16];
        Four<V> b = right[step * ((Columns / 4) + 1)];
        b0.Add(a0, b);
        b1.Add(a1, b);
    }

    public readonly void Put(int block, ArrayView<Four<V>> shared, int row, int column)
    {
        Block<V> part = block == 0 ? b0 : b1;
        part.Put(shared, (row * 4 * (BlockColumns / 4)) + column, BlockColumns / 4);
    }
}
