namespace Sharpkeras.Gpu.Kernels.Products;

/// <summary>The tiles of products; the types of their names say what they are for.</summary>
internal enum TileKind
{
    Large,
    Tall,
    Middle,
    Narrow,
    Small,
}
