namespace Sharpkeras.Plots;

/// <summary>Which colours stand for numbers.</summary>
public enum ColorMap
{
    /// <summary>From black to white.</summary>
    Grey,

    /// <summary>From white to black.</summary>
    GreyReversed,

    /// <summary>From dark violet over green to yellow; it rises in lightness too.</summary>
    Viridis,

    /// <summary>From white to dark blue.</summary>
    Blues,
}
