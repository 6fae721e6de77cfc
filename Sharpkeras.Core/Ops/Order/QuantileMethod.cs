namespace Sharpkeras;

/// <summary>What lies between two neighbours in the order.</summary>
public enum QuantileMethod
{
    /// <summary>A value between them, by the distance to each.</summary>
    Linear,

    /// <summary>The smaller one.</summary>
    Lower,

    /// <summary>The larger one.</summary>
    Higher,

    /// <summary>Their mean.</summary>
    Midpoint,

    /// <summary>The nearer one.</summary>
    Nearest,
}
