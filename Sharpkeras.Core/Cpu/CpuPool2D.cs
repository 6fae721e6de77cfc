using Sharpkeras.Kernels;
using Sharpkeras.Kernels.Lanes;

namespace Sharpkeras.Cpu;

/// <summary>Two-dimensional pooling of float32 and float64, and its gradients.</summary>
internal static unsafe class CpuPool2D
{
    private enum Direction
    {
        MaxForward,
        MaxGradient,
        AverageForward,
        AverageGradient,
    }

    /// <summary>y: the largest value of each window.</summary>
    public static void MaxForward<T>(in PoolGeometry g, T* x, T* y)
        where T : unmanaged => Run<T>(new Work { Direction = Direction.MaxForward, Geometry = g, X = x, Y = y });

    /// <summary>dx from dy, which goes to the first largest value of each window, row by row.</summary>
    public static void MaxGradient<T>(in PoolGeometry g, T* x, T* y, T* dy, T* dx)
        where T : unmanaged => Run<T>(new Work { Direction = Direction.MaxGradient, Geometry = g, X = x, Y = y, Dy = dy, Dx = dx });

    /// <summary>y: the mean of each window's values; the border does not count.</summary>
    public static void AverageForward<T>(in PoolGeometry g, T* x, T* y)
        where T : unmanaged => Run<T>(new Work { Direction = Direction.AverageForward, Geometry = g, X = x, Y = y });

    /// <summary>dx from dy, which each window's values share evenly.</summary>
    public static void AverageGradient<T>(in PoolGeometry g, T* dy, T* dx)
        where T : unmanaged => Run<T>(new Work { Direction = Direction.AverageGradient, Geometry = g, Dy = dy, Dx = dx });

    private static void Run<T>(Work work)
        where T : unmanaged
    {
        if ((long)work.Geometry.Batch * work.Geometry.Channels == 0)
        {
            return;
        }

        // a vector need not be much wider than a pixel: what is beyond is work for nothing
        int bits = VectorBits.Value;
        while (bits > 128 && bits / 2 >= work.Geometry.Channels * sizeof(T) * 8)
        {
            bits /= 2;
        }

        Lanes.Floating(typeof(T) == typeof(float) ? DType.Float32 : DType.Float64, bits, ref work);
    }

    private struct Work : IFloatingWork
    {
        public Direction Direction;
        public PoolGeometry Geometry;
        public void* X;
        public void* Y;
        public void* Dy;
        public void* Dx;

        public void Run<V, T>()
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            switch (Direction)
            {
                case Direction.MaxForward: Forward<PoolMax, V, T>(); break;
                case Direction.AverageForward: Forward<PoolAverage, V, T>(); break;
                case Direction.AverageGradient: Average<V, T>(); break;
                default: Max<V, T>(); break;
            }
        }

        private readonly void Forward<P, V, T>()
            where P : struct, IPooling
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            var body = new PoolForwardBody<P, V, T> { Geometry = Geometry, X = (T*)X, Y = (T*)Y };
            WorkerPool.Run(body.Split(), ref body);
        }

        private readonly void Average<V, T>()
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            var body = new AverageGradientBody<V, T> { Geometry = Geometry, Dy = (T*)Dy, Dx = (T*)Dx };
            WorkerPool.Run(body.Split(), ref body);
        }

        private readonly void Max<V, T>()
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            var body = new MaxGradientBody<V, T> { Geometry = Geometry, X = (T*)X, Y = (T*)Y, Dy = (T*)Dy, Dx = (T*)Dx };
            WorkerPool.Run(Geometry.Batch, ref body);
        }
    }
}
