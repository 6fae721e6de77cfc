namespace Sharpkeras.Cpu;

/// <summary>Moving elements: windows and transposes, by element size alone.</summary>
internal sealed unsafe partial class CpuBackend
{
    public override void CopyWindow(
        Tensor source,
        ReadOnlySpan<int> sourceStart,
        ReadOnlySpan<int> sourceStep,
        Tensor target,
        ReadOnlySpan<int> targetStart,
        ReadOnlySpan<int> targetStep,
        ReadOnlySpan<int> size)
    {
        Stats.Launched();
        if (size.Contains(0))
        {
            return;
        }

        Span<long> from = stackalloc long[size.Length + 1];
        Span<long> to = stackalloc long[size.Length + 1];
        long sourceOffset = Strides(source.Shape, sourceStart, sourceStep, from);
        long targetOffset = Strides(target.Shape, targetStart, targetStep, to);
        StridedCopy.Run(Pointer(source), sourceOffset, from, Pointer(target), targetOffset, to, size, source.DType.Size());
    }

    public override void Transpose(Tensor x, ReadOnlySpan<int> permutation, Tensor y)
    {
        Stats.Launched();
        if (y.Length == 0)
        {
            return;
        }

        int rank = permutation.Length;
        Span<long> own = stackalloc long[rank + 1];
        Span<long> from = stackalloc long[rank + 1];
        Span<long> to = stackalloc long[rank + 1];
        Span<int> zeros = stackalloc int[rank];
        Span<int> ones = stackalloc int[rank];
        ones.Fill(1);
        Strides(x.Shape, zeros, ones, own);
        Strides(y.Shape, zeros, ones, to);
        for (int i = 0; i < rank; i++)
        {
            from[i] = own[permutation[i]];
        }

        StridedCopy.Run(Pointer(x), 0, from, Pointer(y), 0, to, y.Shape.Span, x.DType.Size());
    }

    /// <summary>The distance between neighbours of a window along each axis; returns the place of its first element.</summary>
    private static long Strides(Shape shape, ReadOnlySpan<int> start, ReadOnlySpan<int> step, Span<long> strides)
    {
        long offset = 0;
        long stride = 1;
        for (int i = shape.Rank - 1; i >= 0; i--)
        {
            strides[i] = stride * step[i];
            offset += stride * start[i];
            stride *= shape[i];
        }

        return offset;
    }
}
