namespace Sharpkeras;

/// <summary>Which way the first coordinate of a grid runs.</summary>
public enum MeshIndexing
{
    /// <summary>Along the columns: x to the right, y downwards.</summary>
    Xy,

    /// <summary>Along the rows, as indices of a matrix.</summary>
    Ij,
}
