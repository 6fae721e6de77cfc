namespace Sharpkeras.Metrics;

/// <summary>How the area between two points of a curve is taken.</summary>
public enum AucSummation
{
    /// <summary>By the mean of both heights; for precision over recall by the formula of Davis and Goadrich (2006).</summary>
    Interpolation,

    /// <summary>By the larger height.</summary>
    Majoring,

    /// <summary>By the smaller height.</summary>
    Minoring,
}
