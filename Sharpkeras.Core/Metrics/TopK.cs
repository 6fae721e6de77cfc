namespace Sharpkeras.Metrics;

/// <summary>Whether a class is among the k largest predictions: fewer than k are strictly larger, as TensorFlow counts.</summary>
internal static class TopK
{
    /// <summary>Boolean [batch, …] for labels [batch, …] (int32) and predictions [batch, …, classes].</summary>
    public static Tensor Matches(Tensor labels, Tensor predictions, int k)
    {
        int classes = predictions.Shape[^1];
        Tensor hot = Ops.OneHot(labels, classes, predictions.DType);
        Tensor own = Ops.Sum(hot * predictions, -1, keepDims: true);
        Tensor larger = Ops.Sum((predictions > own).Cast(DType.Int32), -1);
        return larger < k;
    }
}
