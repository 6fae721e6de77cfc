using Sharpkeras.Kernels;

namespace Sharpkeras.Devices;

/// <summary>A convolution and the pooling behind it as one operation: the image between them need not be written.</summary>
public abstract partial class Backend
{
    /// <summary>
    /// Whether <see cref="PooledConv2D"/> is better here than its two parts. Layers ask before they take both together; the default,
    /// a composition, says no.
    /// </summary>
    /// <param name="conv">The sizes of the convolution.</param>
    /// <param name="pool">Those of the pooling, whose input is the convolution's output.</param>
    /// <param name="epilogue">The activation between them, or null.</param>
    /// <param name="dtype">The type of all numbers.</param>
    public virtual bool FusesPooledConv2D(in ConvGeometry conv, in PoolGeometry pool, Epilogue? epilogue, DType dtype) => false;

    /// <summary>y = pool(epilogue(x ∗ w + bias)).</summary>
    /// <param name="mode">Largest or mean value.</param>
    /// <param name="conv">The sizes of the convolution.</param>
    /// <param name="pool">Those of the pooling, whose input is the convolution's output.</param>
    /// <param name="x">[Batch, InputHeight, InputWidth, InputChannels].</param>
    /// <param name="w">[KernelHeight, KernelWidth, GroupInputChannels, OutputChannels].</param>
    /// <param name="bias">[OutputChannels], or null.</param>
    /// <param name="epilogue">A function whose gradient does not read its input, or null.</param>
    /// <param name="y">The pooling's output.</param>
    /// <param name="keep">Whether the gradient may be asked for.</param>
    /// <returns>What <see cref="PooledConv2DGradient"/> needs besides; null for nothing, or where the gradient is not asked for.</returns>
    public virtual Tensor? PooledConv2D(
        PoolMode mode, in ConvGeometry conv, in PoolGeometry pool, Tensor x, Tensor w, Tensor? bias, Epilogue? epilogue, Tensor y, bool keep) =>
        PooledConvCompositions.Forward(this, mode, conv, pool, x, w, bias, epilogue, y, keep);

    /// <summary>The gradients of <see cref="PooledConv2D"/>. What is null is not asked for; a bias's is asked for with the kernel's or alone.</summary>
    /// <param name="mode">Largest or mean value.</param>
    /// <param name="conv">The sizes of the convolution.</param>
    /// <param name="pool">Those of the pooling.</param>
    /// <param name="x">The input.</param>
    /// <param name="w">The kernel.</param>
    /// <param name="epilogue">The function between the two, or null.</param>
    /// <param name="y">The pooling's output.</param>
    /// <param name="kept">What <see cref="PooledConv2D"/> returned.</param>
    /// <param name="dy">The gradient of y; it is not changed.</param>
    /// <param name="dx">The gradient of x.</param>
    /// <param name="dw">The gradient of w.</param>
    /// <param name="dbias">The gradient of the bias.</param>
    public virtual void PooledConv2DGradient(
        PoolMode mode,
        in ConvGeometry conv,
        in PoolGeometry pool,
        Tensor x,
        Tensor w,
        Epilogue? epilogue,
        Tensor y,
        Tensor? kept,
        Tensor dy,
        Tensor? dx,
        Tensor? dw,
        Tensor? dbias) =>
        PooledConvCompositions.Gradient(this, mode, conv, pool, x, w, epilogue, y, kept!, dy, dx, dw, dbias);
}
