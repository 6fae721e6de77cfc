namespace Sharpkeras.Models;

/// <summary>How much a run shows.</summary>
public enum Verbosity
{
    /// <summary>A bar on a terminal, lines elsewhere.</summary>
    Auto,

    /// <summary>Nothing.</summary>
    Silent,

    /// <summary>A bar that is rewritten.</summary>
    Bar,

    /// <summary>A line for each epoch.</summary>
    Line,
}
