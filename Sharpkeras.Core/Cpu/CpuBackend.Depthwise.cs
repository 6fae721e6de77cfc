using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Convolutions of each channel by itself.</summary>
internal sealed unsafe partial class CpuBackend
{
    public override void DepthwiseConv2D(in ConvGeometry geometry, Tensor x, Tensor w, Tensor? bias, Epilogue? epilogue, Tensor y)
    {
        Stats.Launched();
        if (y.DType == DType.Float32)
        {
            CpuDepthwise.Forward(geometry, At<float>(x), At<float>(w), At<float>(bias), Form<float>(epilogue), At<float>(y));
        }
        else
        {
            CpuDepthwise.Forward(geometry, At<double>(x), At<double>(w), At<double>(bias), Form<double>(epilogue), At<double>(y));
        }
    }

    public override void DepthwiseConv2DInputGradient(in ConvGeometry geometry, Tensor dy, Tensor w, Tensor dx)
    {
        Stats.Launched();
        if (dx.DType == DType.Float32)
        {
            CpuDepthwise.InputGradient(geometry, At<float>(dy), At<float>(w), At<float>(dx));
        }
        else
        {
            CpuDepthwise.InputGradient(geometry, At<double>(dy), At<double>(w), At<double>(dx));
        }
    }

    public override void DepthwiseConv2DKernelGradient(in ConvGeometry geometry, Tensor x, Tensor dy, Tensor dw)
    {
        Stats.Launched();
        if (dw.DType == DType.Float32)
        {
            CpuDepthwise.KernelGradient(geometry, At<float>(x), At<float>(dy), At<float>(dw));
        }
        else
        {
            CpuDepthwise.KernelGradient(geometry, At<double>(x), At<double>(dy), At<double>(dw));
        }
    }
}
