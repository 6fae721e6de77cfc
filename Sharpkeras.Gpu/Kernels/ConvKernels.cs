using ILGPU;
using Sharpkeras.Gpu.Kernels.Products;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>
/// Convolutions as products of matrices that are never written: the operands find their elements in the images while they are read into
/// shared memory. Groups of channels are a batch of products.
/// </summary>
internal static class ConvKernels
{
    /// <summary>y [pixels, filters] = f(windows [pixels, places·channels] · kernel + bias), or with splits the parts of the sums.</summary>
    [GpuKernel]
    public static void Forward<T, K, V>(
        K kernel,
        WindowOperand<V> left,
        StridedOperand<V> right,
        ArrayView<V> x,
        ArrayView<V> w,
        ArrayView<V> bias,
        ArrayView<V> y,
        ProductShape shape)
        where T : unmanaged, ITile<V>
        where K : struct, IUnaryKernel
        where V : unmanaged, ILane<V> =>
        TiledProduct.Run<T, WindowOperand<V>, StridedOperand<V>, K, V>(kernel, left, right, x, w, bias, y, shape);

    /// <summary>dx [pixels, channels] = reached dy [pixels, places·filters] · kernel by channels.</summary>
    [GpuKernel]
    public static void InputGradient<T, V>(
        ReachOperand<V> left, TurnedKernelOperand<V> right, ArrayView<V> dy, ArrayView<V> w, ArrayView<V> dx, ProductShape shape)
        where T : unmanaged, ITile<V>
        where V : unmanaged, ILane<V> =>
        TiledProduct.Run<T, ReachOperand<V>, TurnedKernelOperand<V>, IdentityKernel, V>(default, left, right, dy, w, dx, dx, shape);

    /// <summary>dw [places·channels, filters] = windows, transposed [places·channels, pixels] · dy [pixels, filters]; a row of ones gives the bias's.</summary>
    [GpuKernel]
    public static void KernelGradient<T, V>(
        OnesOperand<TransposedOperand<WindowOperand<V>, V>, V> left,
        StridedOperand<V> right,
        ArrayView<V> x,
        ArrayView<V> dy,
        ArrayView<V> dw,
        ProductShape shape)
        where T : unmanaged, ITile<V>
        where V : unmanaged, ILane<V> =>
        TiledProduct.Run<T, OnesOperand<TransposedOperand<WindowOperand<V>, V>, V>, StridedOperand<V>, IdentityKernel, V>(
            default, left, right, x, dy, dw, dw, shape);
}
