namespace Sharpkeras.Metrics;

/// <summary>The k largest predictions.</summary>
internal static class TopK
{
    /// <summary>
    /// Whether a class is among the k largest predictions: fewer than k are strictly larger, as TensorFlow counts; never where a
    /// prediction of the sample is not finite, or there is no such class.
    /// </summary>
    /// <param name="labels">int32, [batch, …].</param>
    /// <param name="predictions">[batch, …, classes].</param>
    /// <param name="k">How many count.</param>
    /// <returns>Boolean, [batch, …].</returns>
    public static Tensor Matches(Tensor labels, Tensor predictions, int k)
    {
        Tensor hot = Losses.ClassLabels.Places(labels, predictions.Shape[^1]);
        Tensor own = Ops.Sum(Ops.Where(hot, predictions, Ops.ZerosLike(predictions)), -1, keepDims: true);
        Tensor larger = Ops.Sum((predictions > own).Cast(DType.Int32), -1);
        Tensor isClass = Ops.Max(hot.Cast(DType.Int32), -1) > 0;
        return Ops.LogicalAnd(Ops.LogicalAnd(larger < k, isClass), Finite(predictions));
    }

    /// <summary>Boolean [batch, …, classes]: the k largest predictions of each sample, the first of equal ones.</summary>
    public static Tensor Mask(Tensor predictions, int k)
    {
        int classes = predictions.Shape[^1];
        Tensor rest = predictions;
        Tensor lowest = Ops.Constant(double.NegativeInfinity, predictions);
        Tensor? mask = null;
        for (int i = 0; i < k; i++)
        {
            Tensor next = Losses.ClassLabels.Places(Ops.ArgMax(rest, -1), classes);
            mask = mask == null ? next : Ops.LogicalOr(mask, next);
            rest = Ops.Where(next, lowest, rest);
        }

        return mask!;
    }

    /// <summary>Whether x − x is 0 for all predictions of a sample: not for infinities and what is no number.</summary>
    private static Tensor Finite(Tensor predictions) => Ops.Min(
        Ops.Equal(predictions - predictions, Ops.Constant(0, predictions)).Cast(DType.Int32), -1) > 0;
}
