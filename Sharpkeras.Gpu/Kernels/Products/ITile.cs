using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels.Products;

/// <summary>
/// The part of a product that one group computes, and a thread's sums of it. Numbers are constants to the compiler. The output lies in
/// blocks of <see cref="BlockRows"/> × <see cref="BlockColumns"/>, of which each thread holds a part.
/// </summary>
internal interface ITile<V>
    where V : unmanaged, ILane<V>
{
    /// <summary>The rows of the output.</summary>
    static abstract int Rows { get; }

    /// <summary>The columns of the output.</summary>
    static abstract int Columns { get; }

    /// <summary>The steps of the sum that lie in shared memory at once; twice as many do, half of them being written.</summary>
    static abstract int Depth { get; }

    /// <summary>The threads of a group.</summary>
    static abstract int Threads { get; }

    /// <summary>How many neighbouring threads read along the sum, at least.</summary>
    static abstract int Width { get; }

    /// <summary>The blocks of the output: 1, 2 or 4.</summary>
    static abstract int Blocks { get; }

    /// <summary>The rows of a block.</summary>
    static abstract int BlockRows { get; }

    /// <summary>The columns of a block.</summary>
    static abstract int BlockColumns { get; }

    /// <summary>Which part of a block's rows a thread has.</summary>
    static abstract int RowOf(int thread);

    /// <summary>Which part of a block's columns a thread has.</summary>
    static abstract int ColumnOf(int thread);

    /// <summary>How far a thread's part of a step's columns lies from the first, in fours.</summary>
    static abstract int FourOf(int column);

    /// <summary>Adds the products of one step of the sum.</summary>
    /// <param name="left">Shared memory from the thread's part of the left operand's rows on.</param>
    /// <param name="right">Shared memory from the right operand's columns on, moved by <see cref="FourOf"/>.</param>
    /// <param name="column">The thread's part of the columns.</param>
    /// <param name="step">The step, counted from where the views begin, a constant.</param>
    void Multiply(ArrayView<Four<V>> left, ArrayView<Four<V>> right, int column, int step);

    /// <summary>Writes the thread's sums of a block into shared memory, seen as [block rows, block columns].</summary>
    void Put(int block, ArrayView<Four<V>> shared, int row, int column);
}
