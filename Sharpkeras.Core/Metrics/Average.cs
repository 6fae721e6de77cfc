namespace Sharpkeras.Metrics;

/// <summary>How the scores of classes become one.</summary>
public enum Average
{
    /// <summary>Decisions are counted over all classes, and there is one score.</summary>
    Micro,

    /// <summary>The mean of the classes' scores.</summary>
    Macro,

    /// <summary>The mean of the classes' scores, weighted by how often each is the right one.</summary>
    Weighted,
}
