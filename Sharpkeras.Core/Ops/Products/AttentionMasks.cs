namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Which sources are not after a target, Boolean [targets, sources].</summary>
    internal static Tensor CausalMask(Tensor like, int targets, int sources) =>
        GreaterEqual(Integers([.. Enumerable.Range(0, targets)], [targets, 1], like), Integers([.. Enumerable.Range(0, sources)], [sources], like));

    /// <summary>Which sources are nearer to a target than a distance, Boolean [targets, sources].</summary>
    internal static Tensor WindowMask(Tensor like, int targets, int sources, int distance)
    {
        Tensor rows = Integers([.. Enumerable.Range(0, targets)], [targets, 1], like);
        Tensor columns = Integers([.. Enumerable.Range(0, sources)], [sources], like);
        return LogicalAnd(
            Less(columns, Integers([.. Enumerable.Range(0, targets).Select(row => row + distance)], [targets, 1], like)),
            Less(rows, Integers([.. Enumerable.Range(0, sources).Select(column => column + distance)], [sources], like)));
    }
}
