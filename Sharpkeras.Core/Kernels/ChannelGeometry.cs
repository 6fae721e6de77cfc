namespace Sharpkeras.Kernels;

/// <summary>A tensor seen as [outer, channels, inner], row-major: what is normalized channel by channel.</summary>
/// <param name="Outer">The product of the dimensions before the channels.</param>
/// <param name="Channels">The number of channels.</param>
/// <param name="Inner">The product of the dimensions after the channels.</param>
public readonly record struct ChannelGeometry(int Outer, int Channels, int Inner)
{
    /// <summary>The number of values of a channel.</summary>
    public long Count => (long)Outer * Inner;
}
