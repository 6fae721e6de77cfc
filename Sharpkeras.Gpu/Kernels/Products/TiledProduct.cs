using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels.Products;

/// <summary>
/// The one text of all products of matrices and convolutions: y = f(Σ a·b + bias). A group computes a tile of the output. It goes along
/// the sum in slabs: while its threads multiply the slab in one half of shared memory, the next is on its way through their registers
/// into the other half, so that one barrier a slab is enough. At the end the sums go through shared memory once more, which lets
/// neighbouring threads write neighbouring outputs, and the code of f stand in few places.
/// </summary>
internal static class TiledProduct
{
    /// <summary>A group's part.</summary>
    /// <param name="kernel">The function f.</param>
    /// <param name="left">How the elements of a are found by row and step.</param>
    /// <param name="right">How the elements of b are found by column and step.</param>
    /// <param name="a">The left operand.</param>
    /// <param name="b">The right operand.</param>
    /// <param name="bias">A number for each column or row; may be empty.</param>
    /// <param name="y">The output.</param>
    /// <param name="shape">The numbers.</param>
    public static void Run<T, A, B, K, V>(
        K kernel, A left, B right, ArrayView<V> a, ArrayView<V> b, ArrayView<V> bias, ArrayView<V> y, ProductShape shape)
        where T : unmanaged, ITile<V>
        where A : struct, IOperand<V>
        where B : struct, IOperand<V>
        where K : struct, IUnaryKernel
        where V : unmanaged, ILane<V>
    {
        ArrayView<Four<V>> shared = SharedMemory.Allocate<Four<V>>(Cells<T, V>() / 4);
        ProductSpot spot = shape.Spot(Grid.IdxX);
        T tile = Sum<T, A, B, V>(left, right, a, b, shared, shape, spot);
        var output = new Output<K, V>
        {
            Kernel = kernel,
            Bias = bias,
            Y = y,
            Start = (spot.Split * shape.SplitOutput) + (spot.Batch * shape.OutputBatch),
            BiasStart = spot.Batch * shape.BiasBatch,
        };
        int row = spot.RowTile * T.Rows;
        int column = spot.ColumnTile * T.Columns;
        Write(0, ref tile, shared, output, shape, row, column);
        if (T.Blocks == 2)
        {
            Write(1, ref tile, shared, output, shape, row + T.BlockRows, column);
        }

        if (T.Blocks == 4)
        {
            Write(1, ref tile, shared, output, shape, row, column + T.BlockColumns);
            Write(2, ref tile, shared, output, shape, row + T.BlockRows, column);
            Write(3, ref tile, shared, output, shape, row + T.BlockRows, column + T.BlockColumns);
        }
    }

    /// <summary>The sums of a group's threads, each its own; shared memory is free again afterwards.</summary>
    private static T Sum<T, A, B, V>(
        A left, B right, ArrayView<V> a, ArrayView<V> b, ArrayView<Four<V>> shared, ProductShape shape, ProductSpot spot)
        where T : unmanaged, ITile<V>
        where A : struct, IOperand<V>
        where B : struct, IOperand<V>
        where V : unmanaged, ILane<V>
    {
        var slabs = new SlabPair<T, A, B, V> { Left = left, Right = right, LeftSource = a, RightSource = b };
        slabs.Start(shape, spot);
        int row = T.RowOf(Group.IdxX);
        int column = T.ColumnOf(Group.IdxX);
        int step = spot.Split * shape.SplitSteps;
        int end = step + shape.SplitSteps < shape.Steps ? step + shape.SplitSteps : shape.Steps;
        T tile = default;
        int half = 0;
        slabs.Fetch(step);
        slabs.Put(shared.Cast<V>(), 0);
        Group.Barrier();
        for (; step < end; step += T.Depth)
        {
            // deep slabs are few, so that one too many counts; around long straight code a branch costs registers
            bool more = T.Depth <= 16 || step + T.Depth < end;
            if (more)
            {
                slabs.Fetch(step + T.Depth);
            }

            MultiplySlab(ref tile, shared, half / 4, row, column);
            half = Half<T, V>() - half;
            if (more)
            {
                slabs.Put(shared.Cast<V>(), half);
            }

            Group.Barrier();
        }

        return tile;
    }

    /// <summary>Adds the products of the slabs that lie in shared memory from a place on, counted in fours.</summary>
    private static void MultiplySlab<T, V>(ref T tile, ArrayView<Four<V>> shared, int first, int row, int column)
        where T : unmanaged, ITile<V>
        where V : unmanaged, ILane<V>
    {
        int leftPitch = (T.Rows / 4) + 1;
        int rightPitch = (T.Columns / 4) + 1;
        ArrayView<Four<V>> left = shared.SubView(first + row);
        ArrayView<Four<V>> right = shared.SubView(first + (leftPitch * T.Depth) + T.FourOf(column));
        Multiply8(ref tile, left, right, column, 0);
        if (T.Depth == 16)
        {
            Multiply8(ref tile, left, right, column, 8);
        }

        for (int k = 8; T.Depth > 16 && k < T.Depth; k += 8)
        {
            ArrayView<Four<V>> leftRest = left.SubView(k * leftPitch);
            ArrayView<Four<V>> rightRest = right.SubView(k * rightPitch);
            Multiply8(ref tile, leftRest, rightRest, column, 0);
        }
    }

    /// <summary>Eight steps of a slab. A loop inside the loop costs a copy of each of a thread's sums: only tiles with few of them have it.</summary>
    private static void Multiply8<T, V>(ref T tile, ArrayView<Four<V>> left, ArrayView<Four<V>> right, int column, int first)
        where T : unmanaged, ITile<V>
        where V : unmanaged, ILane<V>
    {
        tile.Multiply(left, right, column, first);
        tile.Multiply(left, right, column, first + 1);
        tile.Multiply(left, right, column, first + 2);
        tile.Multiply(left, right, column, first + 3);
        tile.Multiply(left, right, column, first + 4);
        tile.Multiply(left, right, column, first + 5);
        tile.Multiply(left, right, column, first + 6);
        tile.Multiply(left, right, column, first + 7);
    }

    /// <summary>Writes a block of the output, whose threads hold its sums.</summary>
    private static void Write<T, K, V>(
        int block, ref T tile, ArrayView<Four<V>> shared, Output<K, V> output, ProductShape shape, int firstRow, int firstColumn)
        where T : unmanaged, ITile<V>
        where K : struct, IUnaryKernel
        where V : unmanaged, ILane<V>
    {
        tile.Put(block, shared, T.RowOf(Group.IdxX), T.ColumnOf(Group.IdxX));
        Group.Barrier();
        ArrayView<V> cells = shared.Cast<V>();
        for (int i = Group.IdxX; i < T.BlockRows * T.BlockColumns; i += T.Threads)
        {
            int row = firstRow + (i / T.BlockColumns);
            int column = firstColumn + (i % T.BlockColumns);
            if (row < shape.Rows && column < shape.Columns)
            {
                output.Write(cells[i], shape, row, column);
            }
        }

        Group.Barrier();
    }

    /// <summary>The values in one half of shared memory: a slab of each operand.</summary>
    private static int Half<T, V>()
        where T : unmanaged, ITile<V>
        where V : unmanaged, ILane<V> => (T.Rows + 4 + T.Columns + 4) * T.Depth;

    /// <summary>The values in shared memory: both halves, or a block of the output.</summary>
    private static int Cells<T, V>()
        where T : unmanaged, ITile<V>
        where V : unmanaged, ILane<V> => 2 * Half<T, V>() > T.BlockRows * T.BlockColumns ? 2 * Half<T, V>() : T.BlockRows * T.BlockColumns;

    /// <summary>Where a group's outputs go, and through which function.</summary>
    private struct Output<K, V>
        where K : struct, IUnaryKernel
        where V : unmanaged, ILane<V>
    {
        public K Kernel;
        public ArrayView<V> Bias;
        public ArrayView<V> Y;
        public int Start;
        public int BiasStart;

        public readonly void Write(V sum, ProductShape shape, int row, int column)
        {
            if (shape.BiasRow + shape.BiasColumn != 0)
            {
                sum += Bias[BiasStart + (row * shape.BiasRow) + (column * shape.BiasColumn)];
            }

            Y[Start + (row * shape.OutputRow) + (column * shape.OutputColumn)] = Kernel.Forward(sum);
        }
    }
}
