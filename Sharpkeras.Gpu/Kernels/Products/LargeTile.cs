using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels.Products;

/// <summary>
/// 128×128 values, 8×8 a thread: for outputs that give every unit of the device such tiles. A step of the sum reads sixteen values from
/// shared memory for 64 multiplications. The 32 threads of a warp stand as 4×8, so that each read touches few different places.
/// </summary>
internal struct LargeTile<V> : ITile<V>
    where V : unmanaged, ILane<V>
{
    private Block<V> b00, b01, b10, b11;

    public static int Rows => 128;

    public static int Columns => 128;

    public static int Depth => 8;

    public static int Threads => 256;

    public static int Width => 8;

    public static int Blocks => 4;

    public static int BlockRows => 64;

    public static int BlockColumns => 64;

    public static int RowOf(int thread) => ((thread >> 3) & 3) + ((thread >> 6) << 2);

    public static int FourOf(int column) => column;

    public static int ColumnOf(int thread) => (thread & 7) + ((thread >> 2) & 8);

    public void Multiply(ArrayView<Four<V>> left, ArrayView<Four<V>> right, int column, int step)
    {
        Four<V> a0 = left[step * ((Rows / 4) + 1)];
        Four<V> a1 = left[(step * ((Rows / 4) + 1)) + 16];
        Four<V> b0 = right[step * ((Columns / 4) + 1)];
        Four<V> b1 = right[(step * ((Columns / 4) + 1)) + 16];
        b00.Add(a0, b0);
        b01.Add(a0, b1);
        b10.Add(a1, b0);
        b11.Add(a1, b1);
    }

    public readonly void Put(int block, ArrayView<Four<V>> shared, int row, int column)
    {
        Block<V> part = block == 0 ? b00 : block == 1 ? b01 : block == 2 ? b10 : b11;
        part.Put(shared, (row * 4 * (BlockColumns / 4)) + column, BlockColumns / 4);
    }
}
