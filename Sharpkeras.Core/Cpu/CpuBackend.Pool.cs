using Sharpkeras.Devices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Pooling.</summary>
internal sealed unsafe partial class CpuBackend
{
    public override void Pool2D(PoolMode mode, in PoolGeometry geometry, Tensor x, Tensor y)
    {
        Stats.Launched();
        if (y.DType == DType.Float32)
        {
            Pool<float>(mode, geometry, x, y);
        }
        else
        {
            Pool<double>(mode, geometry, x, y);
        }
    }

    public override void Pool2DGradient(PoolMode mode, in PoolGeometry geometry, Tensor x, Tensor y, Tensor dy, Tensor dx)
    {
        Stats.Launched();
        if (dx.DType == DType.Float32)
        {
            PoolGradient<float>(mode, geometry, x, y, dy, dx);
        }
        else
        {
            PoolGradient<double>(mode, geometry, x, y, dy, dx);
        }
    }

    private static void Pool<T>(PoolMode mode, in PoolGeometry geometry, Tensor x, Tensor y)
        where T : unmanaged
    {
        if (mode == PoolMode.Max)
        {
            CpuPool2D.MaxForward(geometry, At<T>(x), At<T>(y));
        }
        else
        {
            CpuPool2D.AverageForward(geometry, At<T>(x), At<T>(y));
        }
    }

    private static void PoolGradient<T>(PoolMode mode, in PoolGeometry geometry, Tensor x, Tensor y, Tensor dy, Tensor dx)
        where T : unmanaged
    {
        if (mode == PoolMode.Max)
        {
            CpuPool2D.MaxGradient(geometry, At<T>(x), At<T>(y), At<T>(dy), At<T>(dx));
        }
        else
        {
            CpuPool2D.AverageGradient(geometry, At<T>(dy), At<T>(dx));
        }
    }
}
