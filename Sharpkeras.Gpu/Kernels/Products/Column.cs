using ILGPU;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels.Products;

/// <summary>Four sums of a column in a thread's registers: for small tiles, where many threads count for more than few reads.</summary>
internal struct Column<V>
    where V : unmanaged, ILane<V>
{
    private Four<V> sums;

    /// <summary>Adds the products of four values of a column and one of a row.</summary>
    public void Add(Four<V> a, V b)
    {
        sums.X = V.FusedMultiplyAdd(a.X, b, sums.X);
        sums.Y = V.FusedMultiplyAdd(a.Y, b, sums.Y);
        sums.Z = V.FusedMultiplyAdd(a.Z, b, sums.Z);
        sums.W = V.FusedMultiplyAdd(a.W, b, sums.W);
    }

    /// <summary>Writes the sums, one below the other.</summary>
    /// <param name="target">The memory.</param>
    /// <param name="at">The place of the first.</param>
    /// <param name="pitch">From a row to the next.</param>
    public readonly void Put(ArrayView<V> target, int at, int pitch)
    {
        target[at] = sums.X;
        target[at + pitch] = sums.Y;
        target[at + (2 * pitch)] = sums.Z;
        target[at + (3 * pitch)] = sums.W;
    }
}
