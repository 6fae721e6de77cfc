namespace Sharpkeras;

/// <summary>How scattered values are combined with what is there.</summary>
public enum ScatterReduction
{
    /// <summary>Their sum.</summary>
    Add,

    /// <summary>The larger one.</summary>
    Max,

    /// <summary>The smaller one.</summary>
    Min,

    /// <summary>Their product.</summary>
    Mul,
}
