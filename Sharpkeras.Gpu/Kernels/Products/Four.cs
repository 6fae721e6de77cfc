namespace Sharpkeras.Gpu.Kernels.Products;

/// <summary>Four neighbouring values, which the device reads and writes at once where they are aligned to their size.</summary>
internal struct Four<V>
    where V : unmanaged
{
    public V X;
    public V Y;
    public V Z;
    public V W;
}
