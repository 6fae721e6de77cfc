using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Matrix products and convolutions: the kernels are in classes of their own.</summary>
internal sealed unsafe partial class CpuBackend
{
    public override void MatMul(Tensor a, Tensor b, Tensor y, int batch, int m, int n, int k, bool transposeA, bool transposeB)
    {
        Stats.Launched();
        long sizeA = (long)m * k * y.DType.Size();
        long sizeB = (long)k * n * y.DType.Size();
        long strideA = a.ByteLength == sizeA ? 0 : sizeA;
        long strideB = b.ByteLength == sizeB ? 0 : sizeB;
        for (int i = 0; i < batch; i++)
        {
            byte* left = (byte*)Pointer(a) + (i * strideA);
            byte* right = (byte*)Pointer(b) + (i * strideB);
            byte* target = (byte*)Pointer(y) + ((long)i * m * n * y.DType.Size());
            CpuMatMul.Multiply(y.DType, left, right, target, m, n, k, transposeA, transposeB);
        }
    }

    public override void Dense(Tensor x, Tensor w, Tensor? bias, Epilogue? epilogue, Tensor y, int rows, int k, int n)
    {
        Stats.Launched();
        CpuMatMul.Multiply(
            y.DType, Pointer(x), Pointer(w), Pointer(y), rows, n, k, false, false, PointerOrNull(bias), TileEpilogue.For(epilogue));
    }

    public override void Conv2D(in ConvGeometry geometry, Tensor x, Tensor w, Tensor? bias, Epilogue? epilogue, Tensor y)
    {
        Stats.Launched();
        CpuConv2D.Forward(y.DType, geometry, Pointer(x), Pointer(w), PointerOrNull(bias), TileEpilogue.For(epilogue), Pointer(y));
    }

    public override void Conv2DInputGradient(in ConvGeometry geometry, Tensor dy, Tensor w, Tensor dx)
    {
        Stats.Launched();
        CpuConv2D.InputGradient(dx.DType, geometry, Pointer(dy), Pointer(w), Pointer(dx));
    }

    public override void Conv2DKernelGradient(in ConvGeometry geometry, Tensor x, Tensor dy, Tensor dw)
    {
        Stats.Launched();
        CpuConv2D.KernelGradient(dw.DType, geometry, Pointer(x), Pointer(dy), Pointer(dw));
    }

    private static void* PointerOrNull(Tensor? tensor) => tensor == null ? null : Pointer(tensor);
}
