namespace Sharpkeras.Losses;

/// <summary>Targets that are class numbers.</summary>
internal static class ClassLabels
{
    /// <summary>Class numbers as int32, without an axis of length 1 in the place of the predictions' classes.</summary>
    public static Tensor Of(Tensor yTrue, Tensor yPred, int axis)
    {
        Tensor labels = ToInt32(yTrue);
        int place = axis < 0 ? axis + yPred.Rank : axis;
        return labels.Rank == yPred.Rank && place >= 0 && place < labels.Rank && labels.Shape[place] == 1
            ? Ops.Squeeze(labels, place)
            : labels;
    }

    /// <summary>Class numbers as int32.</summary>
    public static Tensor ToInt32(Tensor labels) => labels.Cast(DType.Int32);

    /// <summary>Boolean [batch, …, classes]: the place of each class number.</summary>
    public static Tensor Places(Tensor labels, int classes) =>
        Ops.Equal(Ops.OneHot(labels, classes, DType.Int32), Ops.Constant(1, labels));
}
