using Sharpkeras.Kernels;

namespace Sharpkeras.Devices;

/// <summary>A convolution, then a pooling; what is kept for the gradient is the image between them.</summary>
internal static class PooledConvCompositions
{
    public static Tensor? Forward(
        Backend backend,
        PoolMode mode,
        in ConvGeometry conv,
        in PoolGeometry pool,
        Tensor x,
        Tensor w,
        Tensor? bias,
        Epilogue? epilogue,
        Tensor y,
        bool keep)
    {
        using var scope = new TensorScope();
        Tensor image = backend.Rent([conv.Batch, conv.OutputHeight, conv.OutputWidth, conv.OutputChannels], y.DType);
        backend.Conv2D(conv, x, w, bias, epilogue, image);
        backend.Pool2D(mode, pool, image, y);
        return keep ? scope.Keep(image) : null;
    }

    public static void Gradient(
        Backend backend,
        PoolMode mode,
        in ConvGeometry conv,
        in PoolGeometry pool,
        Tensor x,
        Tensor w,
        Epilogue? epilogue,
        Tensor y,
        Tensor image,
        Tensor dy,
        Tensor? dx,
        Tensor? dw,
        Tensor? dbias)
    {
        using var scope = new TensorScope();
        Tensor dz = backend.Rent(image.Shape, image.DType);
        backend.Pool2DGradient(mode, pool, image, y, dy, dz);
        if (epilogue != null)
        {
            Compositions.EpilogueGradient(backend, epilogue, image, dz, dz);
        }

        ConvGradients(backend, conv, x, w, dz, dx, dw, dbias);
    }

    /// <summary>The gradients of a convolution that are asked for.</summary>
    public static void ConvGradients(Backend backend, in ConvGeometry conv, Tensor x, Tensor w, Tensor dz, Tensor? dx, Tensor? dw, Tensor? dbias)
    {
        if (dx != null)
        {
            backend.Conv2DInputGradient(conv, dz, w, dx);
        }

        if (dw != null)
        {
            backend.Conv2DKernelGradient(conv, x, dz, dw, dbias);
        }
        else
        {
            Compositions.BiasGradient(backend, dz, dbias, checked(conv.Batch * conv.OutputHeight * conv.OutputWidth), conv.OutputChannels);
        }
    }
}
