using Sharpkeras.Devices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Matrix products and convolutions: the kernels are in classes of their own.</summary>
internal sealed unsafe partial class CpuBackend
{
    public override void MatMul(Tensor a, Tensor b, Tensor y, int batch, int m, int n, int k, bool transposeA, bool transposeB)
    {
        Stats.Launched();
        if (y.DType == DType.Float32)
        {
            Product<float>(a, b, y, batch, m, n, k, transposeA, transposeB);
        }
        else
        {
            Product<double>(a, b, y, batch, m, n, k, transposeA, transposeB);
        }
    }

    public override void Dense(Tensor x, Tensor w, Tensor? bias, Epilogue? epilogue, Tensor y, int rows, int k, int n)
    {
        Stats.Launched();
        if (y.DType == DType.Float32)
        {
            Dense<float>(x, w, bias, epilogue, y, rows, k, n);
        }
        else
        {
            Dense<double>(x, w, bias, epilogue, y, rows, k, n);
        }
    }

    public override void Conv2D(in ConvGeometry geometry, Tensor x, Tensor w, Tensor? bias, Epilogue? epilogue, Tensor y)
    {
        Stats.Launched();
        if (y.DType == DType.Float32)
        {
            CpuConv2D.Forward(geometry, At<float>(x), At<float>(w), At<float>(bias), Form<float>(epilogue), At<float>(y));
        }
        else
        {
            CpuConv2D.Forward(geometry, At<double>(x), At<double>(w), At<double>(bias), Form<double>(epilogue), At<double>(y));
        }
    }

    public override void Conv2DInputGradient(in ConvGeometry geometry, Tensor dy, Tensor w, Tensor dx)
    {
        Stats.Launched();
        if (dx.DType == DType.Float32)
        {
            CpuConv2D.InputGradient(geometry, At<float>(dy), At<float>(w), At<float>(dx));
        }
        else
        {
            CpuConv2D.InputGradient(geometry, At<double>(dy), At<double>(w), At<double>(dx));
        }
    }

    public override void Conv2DKernelGradient(in ConvGeometry geometry, Tensor x, Tensor dy, Tensor dw, Tensor? dbias)
    {
        Stats.Launched();
        bool together = dw.DType == DType.Float32
            ? CpuConv2D.KernelGradient(geometry, At<float>(x), At<float>(dy), At<float>(dw), At<float>(dbias))
            : CpuConv2D.KernelGradient(geometry, At<double>(x), At<double>(dy), At<double>(dw), At<double>(dbias));
        if (!together)
        {
            Compositions.BiasGradient(this, dy, dbias, checked(geometry.Batch * geometry.OutputHeight * geometry.OutputWidth), geometry.OutputChannels);
        }
    }

    private static void Product<T>(Tensor a, Tensor b, Tensor y, int batch, int m, int n, int k, bool transposeA, bool transposeB)
        where T : unmanaged
    {
        // one matrix for a whole batch is used again for each
        long strideA = a.Length == (long)m * k ? 0 : (long)m * k;
        long strideB = b.Length == (long)k * n ? 0 : (long)k * n;
        CpuMatMul.Multiply(At<T>(a), At<T>(b), At<T>(y), batch, strideA, strideB, m, n, k, transposeA, transposeB);
    }

    private static void Dense<T>(Tensor x, Tensor w, Tensor? bias, Epilogue? epilogue, Tensor y, int rows, int k, int n)
        where T : unmanaged
    {
        CpuMatMul.Multiply(At<T>(x), At<T>(w), At<T>(y), 1, 0, 0, rows, n, k, false, false, At<T>(bias), Form<T>(epilogue));
    }

    private static T* At<T>(Tensor? tensor)
        where T : unmanaged => tensor == null ? null : (T*)Pointer(tensor);

    private static TileEpilogue? Form<T>(Epilogue? epilogue)
        where T : unmanaged => epilogue == null ? null : TileEpilogue.For<T>(epilogue);
}
