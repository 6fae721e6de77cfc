namespace Sharpkeras;

/// <summary>How many orthogonal columns a factorization has.</summary>
public enum QrMode
{
    /// <summary>As many as there are rows or columns, whichever are fewer.</summary>
    Reduced,

    /// <summary>As many as there are rows.</summary>
    Complete,
}
