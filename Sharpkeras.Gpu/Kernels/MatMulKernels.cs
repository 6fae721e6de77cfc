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

    /// <summary>The gradients of a dense layer for its kernel and bias, one below the other: [xᵀ; 1] · dz, or with splits the parts of the sums.</summary>
    [GpuKernel]
    public static void KernelGradient<T, V>(
        OnesOperand<StridedOperand<V>, V> left, StridedOperand<V> right, ArrayView<V> x, ArrayView<V> dz, ArrayView<V> dw, ProductShape shape)
        where T : unmanaged, ITile<V>
        where V : unmanaged, ILane<V> =>
        TiledProduct.Run<T, OnesOperand<StridedOperand<V>, V>, StridedOperand<V>, IdentityKernel, V>(default, left, right, x, dz, dw, dw, shape);
}
