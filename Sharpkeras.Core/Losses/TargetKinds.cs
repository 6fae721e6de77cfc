namespace Sharpkeras.Losses;

/// <summary>What targets are by their shape, as Keras decides for "accuracy" and "crossentropy".</summary>
internal static class TargetKinds
{
    /// <summary>
    /// One output is binary; fewer axes in the targets, or a last axis of 1, mean class numbers; else the targets are one-hot.
    /// </summary>
    public static TargetKind Of(Shape target, Shape prediction)
    {
        if (prediction.Rank == 0 || prediction[^1] == 1)
        {
            return TargetKind.Binary;
        }

        return target.Rank < prediction.Rank || target[^1] == 1 ? TargetKind.ClassNumbers : TargetKind.OneHot;
    }
}
