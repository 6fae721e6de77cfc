namespace Sharpkeras;

/// <summary>
/// One place of the tensor indexer: a range keeps the axis, an index removes it. <c>x[.., 1..^1, 0]</c>. Indices from the end are
/// written <c>^1</c>.
/// </summary>
public readonly struct Slice
{
    private Slice(Range range, bool isIndex)
    {
        Range = range;
        IsIndex = isIndex;
    }

    /// <summary>Whether it is a single index, so that the axis goes.</summary>
    public bool IsIndex { get; }

    /// <summary>The part of the axis.</summary>
    public Range Range { get; }

    /// <summary>A range of an axis.</summary>
    public static implicit operator Slice(Range range) => new(range, isIndex: false);

    /// <summary>One place of an axis.</summary>
    public static implicit operator Slice(Index index) =>
        new(new Range(index, index.IsFromEnd ? new Index(index.Value - 1, fromEnd: true) : new Index(index.Value + 1)), isIndex: true);

    /// <summary>One place of an axis, counted from its beginning.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative.</exception>
    public static implicit operator Slice(int index) => (Index)index;
}
