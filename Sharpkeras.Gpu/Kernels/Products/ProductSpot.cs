namespace Sharpkeras.Gpu.Kernels.Products;

/// <summary>What one group computes of a product.</summary>
internal struct ProductSpot
{
    public int RowTile;
    public int ColumnTile;
    public int Batch;
    public int Split;
}
