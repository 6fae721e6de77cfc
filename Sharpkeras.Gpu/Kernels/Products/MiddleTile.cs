using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels.Products;

/// <summary>
/// 64×64 values, 4×4 a thread: for outputs that give larger tiles to a part of the device only.
/// </summary>
internal struct MiddleTile<V> : ITile<V>
    where V : unmanaged, ILane<V>
{
    private Block<V> sums;

    public static int Rows => 64;

    public static int Columns => 64;

    public static int Depth => 16;

    public static int Threads => 256;

    public static int Width => 16;

    public static int Blocks => 1;

    public static int BlockRows => 64;

    public static int BlockColumns => 64;

    public static int RowOf(int thread) => ((thread >> 3) & 3) + ((thread >> 6) << 2);

    public static int FourOf(int column) => column;

    public static int ColumnOf(int thread) => (thread & 7) + ((thread >> 2) & 8);

    public void Multiply(ArrayView<Four<V>> left, ArrayView<Four<V>> right, int column, int step)
    {
        sums.Add(left[step * ((Rows / 4) + 1)], right[step * ((Columns / 4) + 1)]);
    }

    public readonly void Put(int block, ArrayView<Four<V>> shared, int row, int column)
    {
        sums.Put(shared, (row * 4 * (BlockColumns / 4)) + column, BlockColumns / 4);
    }
}
