using Sharpkeras.Devices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Pooling.</summary>
internal sealed unsafe partial class CpuBackend
{
    public override void Pool2D(PoolMode mode, in PoolGeometry geometry, Tensor x, Tensor y)
    {
        Stats.Launched();
        CpuPool2D.Forward(y.DType, mode == PoolMode.Max, geometry, Pointer(x), Pointer(y));
    }

    public override void Pool2DGradient(PoolMode mode, in PoolGeometry geometry, Tensor x, Tensor y, Tensor dy, Tensor dx)
    {
        Stats.Launched();
        if (mode == PoolMode.Max)
        {
            CpuPool2D.MaxGradient(dx.DType, geometry, Pointer(x), Pointer(dy), Pointer(dx));
        }
        else
        {
            CpuPool2D.AverageGradient(dx.DType, geometry, Pointer(dy), Pointer(dx));
        }
    }
}
