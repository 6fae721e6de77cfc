using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// Pooling: the rows of a window are folded first, as whole rows of pixels and channels, then the columns. An image is a chunk. A
/// vector may reach beyond a pixel's channels; what it writes too much there the next pixel overwrites, in rows of working memory.
/// </summary>
internal static unsafe class CpuPool2D
{
    public static void Forward(DType dtype, bool max, in PoolGeometry geometry, void* x, void* y)
    {
        var work = new PoolForward { G = geometry, X = x, Y = y, Max = max };
        Lanes.Floating(dtype, ref work);
    }

    public static void AverageGradient(DType dtype, in PoolGeometry geometry, void* dy, void* dx)
    {
        var work = new PoolAverageGradient { G = geometry, Dy = dy, Dx = dx };
        Lanes.Floating(dtype, ref work);
    }

    public static void MaxGradient(DType dtype, in PoolGeometry geometry, void* x, void* dy, void* dx)
    {
        if (dtype == DType.Float32)
        {
            var body = new PoolMaxGradient<float> { G = geometry, X = (float*)x, Dy = (float*)dy, Dx = (float*)dx };
            WorkerPool.Run(geometry.Batch, ref body);
        }
        else
        {
            var body = new PoolMaxGradient<double> { G = geometry, X = (double*)x, Dy = (double*)dy, Dx = (double*)dx };
            WorkerPool.Run(geometry.Batch, ref body);
        }
    }

    /// <summary>The part of a window that lies inside of an axis.</summary>
    public static (int Begin, int End) Clip(int output, int stride, int pad, int window, int input)
    {
        int begin = (output * stride) - pad;
        return (Math.Max(0, begin), Math.Min(input, begin + window));
    }
}
