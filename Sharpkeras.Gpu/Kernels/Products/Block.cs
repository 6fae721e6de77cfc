using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels.Products;

/// <summary>
/// 4×4 sums in a thread's registers: eight values read from shared memory serve sixteen multiplications. Written out, since an indexed
/// array would lie in local memory.
/// </summary>
internal struct Block<V>
    where V : unmanaged, ILane<V>
{
    private Four<V> r0, r1, r2, r3;

    /// <summary>Adds the products of four values of a column and four of a row.</summary>
    public void Add(Four<V> a, Four<V> b)
    {
        Add(ref r0, a.X, b);
        Add(ref r1, a.Y, b);
        Add(ref r2, a.Z, b);
        Add(ref r3, a.W, b);
    }

    /// <summary>Writes the sums, a row after the other.</summary>
    /// <param name="target">Memory seen in fours.</param>
    /// <param name="at">The place of the first row.</param>
    /// <param name="pitch">From a row to the next.</param>
    public readonly void Put(ILGPU.ArrayView<Four<V>> target, int at, int pitch)
    {
        target[at] = r0;
        target[at + pitch] = r1;
        target[at + (2 * pitch)] = r2;
        target[at + (3 * pitch)] = r3;
    }

    private static void Add(ref Four<V> sums, V a, Four<V> b)
    {
        sums.X = V.FusedMultiplyAdd(a, b.X, sums.X);
        sums.Y = V.FusedMultiplyAdd(a, b.Y, sums.Y);
        sums.Z = V.FusedMultiplyAdd(a, b.Z, sums.Z);
        sums.W = V.FusedMultiplyAdd(a, b.W, sums.W);
    }
}
