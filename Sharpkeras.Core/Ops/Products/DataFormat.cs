namespace Sharpkeras;

/// <summary>Where the channels of images are.</summary>
public enum DataFormat
{
    /// <summary>[batch, height, width, channels], the native layout.</summary>
    ChannelsLast,

    /// <summary>[batch, channels, height, width]; transposed on the way in and out.</summary>
    ChannelsFirst,
}
