using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels.Products;

/// <summary>
/// Another operand with one row more, of ones: the product's last row then holds the column sums of the other side, which is the gradient
/// of a bias below that of its kernel.
/// </summary>
/// <param name="inner">The other operand.</param>
/// <param name="ones">The row of ones; −1 for none.</param>
internal readonly struct OnesOperand<O, V>(O inner, int ones) : IOperand<V>
    where O : struct, IOperand<V>
    where V : unmanaged, ILane<V>
{
    private readonly O inner = inner;
    private readonly int ones = ones;

    public Place Row(int row)
    {
        Place place = inner.Row(row);
        place.Y = row == ones ? Place.Ones : place.Y;
        return place;
    }

    public Place Step(int step) => inner.Step(step);

    public V Load(ArrayView<V> source, Place row, Place step) => row.Y == Place.Ones ? V.Of(1) : inner.Load(source, row, step);
}
