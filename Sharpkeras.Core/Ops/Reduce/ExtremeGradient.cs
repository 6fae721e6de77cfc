namespace Sharpkeras;

/// <summary>The gradient of maxima and minima: equal parts for all values that are the extreme, as TensorFlow's.</summary>
internal static class ExtremeGradient
{
    public static Tensor Of(Tensor x, Tensor extreme, Tensor gradient, AxisSet axes)
    {
        Tensor hits = Ops.Equal(x, extreme).Cast(x.DType);
        int[] marked = [.. Enumerable.Range(0, x.Rank).Where(axes.Contains)];
        return hits * (gradient / Ops.Sum(hits, marked, keepDims: true));
    }
}
