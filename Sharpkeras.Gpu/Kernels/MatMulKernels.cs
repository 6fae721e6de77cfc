using ILGPU;
using Sharpkeras.Gpu.Kernels.Products;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>Products of matrices.</summary>
internal static class MatMulKernels
{
    /// <summary>y [batch, rows, columns] = f(a·b + bias), or with splits the parts of the sums.</summary>
    [GpuKernel]
    public static void Product<T, K, V>(
        K kernel,
        StridedOperand<V> left,
        StridedOperand<V> right,
        ArrayView<V> a,
        ArrayView<V> b,
        ArrayView<V> bias,
        ArrayView<V> y,
        ProductShape shape)
        where T : unmanaged, ITile<V>
        where K : struct, IUnaryKernel
        where V : unmanaged, ILane<V> =>
        TiledProduct.Run<T, StridedOperand<V>, StridedOperand<V>, K, V>(kernel, left, right, a, b, bias, y, shape);
}
