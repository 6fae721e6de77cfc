namespace Sharpkeras.Layers;

/// <summary>
/// A number for each axis on which a window slides: <see cref="Size1D"/> for sequences, <see cref="Size2D"/> for images. Layers are written
/// once for both: a sequence is an image of one row.
/// </summary>
public interface IWindowSize
{
    /// <summary>The number of axes.</summary>
    static abstract int Axes { get; }

    /// <summary>The numbers for rows and columns. A sequence's number is the one for columns, beside 1 for its only row.</summary>
    (int Rows, int Columns) Plane { get; }
}
