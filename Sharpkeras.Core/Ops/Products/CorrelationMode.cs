namespace Sharpkeras;

/// <summary>How far two sequences must overlap.</summary>
public enum CorrelationMode
{
    /// <summary>One lies wholly beside the other: max(m, n) − min(m, n) + 1 values.</summary>
    Valid,

    /// <summary>The max(m, n) values in the middle of all.</summary>
    Same,

    /// <summary>By one value at least: m + n − 1 values.</summary>
    Full,
}
