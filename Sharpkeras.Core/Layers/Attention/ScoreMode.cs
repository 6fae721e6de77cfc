namespace Sharpkeras.Layers;

/// <summary>How <see cref="Attention"/> compares a query with a key.</summary>
public enum ScoreMode
{
    /// <summary>By their product.</summary>
    Dot,

    /// <summary>By the hyperbolic tangent of their sum.</summary>
    Concat,
}
