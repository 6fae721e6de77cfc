namespace Sharpkeras.Gpu.Kernels.Products;

/// <summary>
/// What a row or a step of the sum adds to the place of an element of an operand: to its offset and, in images, to the pixel's
/// coordinates, by which it is seen whether that lies inside.
/// </summary>
internal struct Place
{
    /// <summary>The line of a row that holds ones only.</summary>
    public const int Ones = int.MinValue;

    /// <summary>The coordinate of what lies outside: no sum of two brings it back.</summary>
    public const int Outside = -(1 << 30);

    public int Offset;
    public int Y;
    public int X;
}
