namespace Sharpkeras;

/// <summary>Which of the places for a value among equal ones is meant.</summary>
public enum SearchSide
{
    /// <summary>The one before them.</summary>
    Left,

    /// <summary>The one after them.</summary>
    Right,
}
