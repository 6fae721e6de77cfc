using Sharpkeras.Kernels;

namespace Sharpkeras.Devices;

/// <summary>The primitives that every backend writes.</summary>
public abstract partial class Backend
{
    /// <summary>y = f(x), float32 and float64; same shape. In place is allowed.</summary>
    public abstract void Unary<K>(K kernel, Tensor x, Tensor y)
        where K : struct, IUnaryKernel;

    /// <summary>dx from dy; x and y are given where the kernel needs them. In place is allowed.</summary>
    public abstract void UnaryGradient<K>(K kernel, Tensor? x, Tensor? y, Tensor dy, Tensor dx)
        where K : struct, IUnaryKernel;

    /// <summary>y = f(x) in every numeric type.</summary>
    public abstract void NumberUnary<K>(K kernel, Tensor x, Tensor y)
        where K : struct, INumberUnaryKernel;

    /// <summary>y = f(a, b), float32 and float64, a and b broadcast to the shape of y. In place is allowed where shapes agree.</summary>
    public abstract void Binary<K>(K kernel, Tensor a, Tensor b, Tensor y)
        where K : struct, IBinaryKernel;

    /// <summary>
    /// The gradient for a (<paramref name="forA"/>) or for b, in the full shape of y: the caller sums it where it was broadcast.
    /// a, b and y are given where the kernel needs them.
    /// </summary>
    public abstract void BinaryGradient<K>(K kernel, bool forA, Tensor? a, Tensor? b, Tensor? y, Tensor dy, Tensor target)
        where K : struct, IBinaryKernel;

    /// <summary>y = f(a, b) in every numeric type, with broadcasting.</summary>
    public abstract void NumberBinary<K>(K kernel, Tensor a, Tensor b, Tensor y)
        where K : struct, INumberBinaryKernel;

    /// <summary>y = f(a, b) in the integer types, with broadcasting.</summary>
    public abstract void IntegerBinary<K>(K kernel, Tensor a, Tensor b, Tensor y)
        where K : struct, IIntegerBinaryKernel;

    /// <summary>y (Boolean) = a compared with b, in every numeric type, with broadcasting.</summary>
    public abstract void Compare<K>(K kernel, Tensor a, Tensor b, Tensor y)
        where K : struct, ICompareKernel;

    /// <summary>y = condition (Boolean) ? a : b, any type, all three broadcast to the shape of y.</summary>
    public abstract void Select(Tensor condition, Tensor a, Tensor b, Tensor y);

    /// <summary>Converts between element types: floats to integers by truncation, anything to Boolean by ≠ 0.</summary>
    public abstract void Cast(Tensor x, Tensor y);

    /// <summary>
    /// Folds the middle dimension of x seen as [outer, reduced, inner] into y seen as [outer, inner], in an order that does not depend
    /// on the number of threads. A fold over nothing gives the kernel's identity.
    /// </summary>
    public abstract void Reduce<K>(K kernel, Tensor x, Tensor y, int outer, int reduced, int inner)
        where K : struct, IReduceKernel;

    /// <summary>The index (int32 or int64) of the first largest or smallest value along the middle of [outer, reduced, inner]. Not a number wins.</summary>
    public abstract void ArgReduce(bool largest, Tensor x, Tensor y, int outer, int reduced, int inner);

    /// <summary>
    /// y[batch, m, n] = op(a)·op(b), float32 and float64; the flags say that a or b is stored transposed. An operand with one batch
    /// entry (length m·k or k·n) serves all.
    /// </summary>
    public abstract void MatMul(Tensor a, Tensor b, Tensor y, int batch, int m, int n, int k, bool transposeA, bool transposeB);

    /// <summary>y[i…] = x with its axes in the order of <paramref name="permutation"/>: axis i of y is axis permutation[i] of x.</summary>
    public abstract void Transpose(Tensor x, ReadOnlySpan<int> permutation, Tensor y);

    /// <summary>
    /// Copies a box of <paramref name="size"/> elements: target[targetStart + i·targetStep] = source[sourceStart + i·sourceStep] in
    /// every dimension (equal ranks). Steps may be negative. The rest of the target stays. It serves slices, padding, concatenation.
    /// </summary>
    public abstract void CopyWindow(
        Tensor source,
        ReadOnlySpan<int> sourceStart,
        ReadOnlySpan<int> sourceStep,
        Tensor target,
        ReadOnlySpan<int> targetStart,
        ReadOnlySpan<int> targetStep,
        ReadOnlySpan<int> size);

    /// <summary>
    /// y[o, i, n] = x[o, indices[i], n] for x seen as [outer, count, inner]; int32 or int64 indices, checked by the caller.
    /// </summary>
    public abstract void Gather(Tensor x, Tensor indices, Tensor y, int outer, int count, int inner);

    /// <summary>
    /// y[o, indices[i], n] += x[o, i, n] for y seen as [outer, count, inner], in the order of i: the same result every time.
    /// </summary>
    public abstract void ScatterAdd(Tensor x, Tensor indices, Tensor y, int outer, int count, int inner);

    /// <summary>
    /// y[o, indices[i], n] = kernel(y[o, indices[i], n], x[o, i, n]) for y seen as [outer, count, inner], in the order of i.
    /// </summary>
    public abstract void Scatter<K>(K kernel, Tensor x, Tensor indices, Tensor y, int outer, int count, int inner)
        where K : struct, INumberBinaryKernel;

    /// <summary>
    /// y[o, i, n] = x[o, indices[o, i, n], n] for x seen as [outer, count, inner] and y as [outer, picks, inner]; int32 or int64
    /// indices, checked by the caller.
    /// </summary>
    public abstract void GatherAlong(Tensor x, Tensor indices, Tensor y, int outer, int count, int picks, int inner);

    /// <summary>y[o, indices[o, i, n], n] += x[o, i, n] for y seen as [outer, count, inner], in the order of i.</summary>
    public abstract void ScatterAddAlong(Tensor x, Tensor indices, Tensor y, int outer, int count, int picks, int inner);

    /// <summary>
    /// The first <paramref name="take"/> values along the middle of x [outer, length, inner] in ascending or descending order, any
    /// type, and their places (int32), each as [outer, take, inner]. Equal values keep their order, −0 equals 0, and not a number counts
    /// as larger than all.
    /// </summary>
    public abstract void Sort(Tensor x, Tensor? values, Tensor? indices, int outer, int length, int inner, int take, bool descending);

    /// <summary>
    /// y[o, i, n] = the fold of x[o, 0…i, n], in reverse of x[o, i…length − 1, n], for both seen as [outer, length, inner], one value
    /// after the other.
    /// </summary>
    public abstract void Scan<K>(K kernel, Tensor x, Tensor y, int outer, int length, int inner, bool reverse)
        where K : struct, IReduceKernel;

    /// <summary>Writes one at indices[i] of row i of y [rows, classes] and zero elsewhere; rows whose index is outside stay zero.</summary>
    public abstract void OneHot(Tensor indices, Tensor y, int classes);

    /// <summary>Uniform numbers in [low, high): element i comes from word i of the Philox stream (key, counter). Floating types.</summary>
    public abstract void RandomUniform(Tensor y, ulong key, ulong counter, double low, double high);

    /// <summary>Normal numbers from words 2⌊i/2⌋, 2⌊i/2⌋+1 of the Philox stream (Box and Muller 1958). Floating types.</summary>
    public abstract void RandomNormal(Tensor y, ulong key, ulong counter, double mean, double deviation);
}
