namespace Sharpkeras;

/// <summary>How values between pixels are found when images are resized. Pixels lie at half numbers: pixel i has its centre at i + ½.</summary>
public enum Interpolation
{
    /// <summary>The pixel in which the place lies.</summary>
    Nearest,

    /// <summary>A line between two pixels.</summary>
    Bilinear,

    /// <summary>A cubic function over four pixels (Keys 1981, with a = −½).</summary>
    Bicubic,

    /// <summary>The sinc function under a sinc window of six pixels.</summary>
    Lanczos3,

    /// <summary>The sinc function under a sinc window of ten pixels.</summary>
    Lanczos5,
}
