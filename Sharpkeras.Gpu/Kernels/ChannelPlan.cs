using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>
/// The channels of [outer, channels, inner] as columns of a fold: side by side where they come last, else with their elements side by side.
/// </summary>
internal readonly struct ChannelPlan
{
    /// <summary>Which group folds what of a channel.</summary>
    public readonly FoldPlan Fold;

    private readonly int inner;

    private ChannelPlan(FoldPlan fold, int inner)
    {
        Fold = fold;
        this.inner = inner;
    }

    /// <summary>The number of channels.</summary>
    public int Channels => Fold.Columns;

    /// <summary>The plan of a fold of each channel.</summary>
    public static ChannelPlan Of(in ChannelGeometry g) =>
        new(g.Inner == 1 ? FoldPlan.Of(1, g.Outer, g.Channels) : FoldPlan.Of(g.Channels, checked((int)g.Count), 1), g.Inner);

    /// <summary>The plan of a kernel that writes every element.</summary>
    public static ChannelPlan Spread(in ChannelGeometry g) =>
        new(g.Inner == 1 ? FoldPlan.Spread(1, g.Outer, g.Channels) : FoldPlan.Spread(g.Channels, checked((int)g.Count), 1), g.Inner);

    /// <summary>Where the element of a channel lies.</summary>
    public int Place(int channel, int element)
    {
        if (inner == 1)
        {
            return (element * Fold.Columns) + channel;
        }

        int row = element / inner;
        return (((row * Fold.Columns) + channel) * inner) + element - (row * inner);
    }
}
