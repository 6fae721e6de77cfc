using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels.Products;

/// <summary>The function that changes nothing: after products without an activation.</summary>
internal readonly struct IdentityKernel : IUnaryKernel
{
    public static GradientNeeds Needs => GradientNeeds.Nothing;

    public V Forward<V>(V x)
        where V : struct, ILane<V> => x;

    public V Gradient<V>(V x, V y, V dy)
        where V : struct, ILane<V> => dy;
}
