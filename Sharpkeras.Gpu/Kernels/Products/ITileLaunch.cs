using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels.Products;

/// <summary>A launch of a kernel that is written over tiles.</summary>
internal interface ITileLaunch<V>
    where V : unmanaged, ILane<V>
{
    void Run<T>()
        where T : unmanaged, ITile<V>;
}
