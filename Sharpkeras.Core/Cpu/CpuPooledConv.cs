using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// A convolution to few channels, max(x, 0) or nothing, and pooling two by two, with one image in each lane. The image between them is
/// not written; for the gradient its signs are kept, or which value was the largest: a bit each.
/// </summary>
internal static unsafe class CpuPooledConv
{
    /// <summary>Whether there is a kernel for both.</summary>
    public static bool Fits(in ConvGeometry conv, in PoolGeometry pool, Epilogue? epilogue, DType dtype)
    {
        bool pairs = (pool.WindowHeight, pool.WindowWidth, pool.StrideHeight, pool.StrideWidth, pool.PadTop, pool.PadLeft) == (2, 2, 2, 2, 0, 0)
            && 2 * pool.OutputHeight <= conv.OutputHeight
            && 2 * pool.OutputWidth <= conv.OutputWidth
            && (long)conv.Batch * pool.OutputHeight * pool.OutputWidth * conv.OutputChannels > 0;
        if (!pairs || epilogue is { IsRectifier: false } || !dtype.IsFloating())
        {
            return false;
        }

        var work = new FitWork { Geometry = Covered(conv, pool) };
        Lanes.Floating(dtype, ref work);
        return work.Fits;
    }

    /// <summary>The convolution without those output pixels at the end that no window covers.</summary>
    public static ConvGeometry Covered(in ConvGeometry conv, in PoolGeometry pool) =>
        conv with { OutputHeight = 2 * pool.OutputHeight, OutputWidth = 2 * pool.OutputWidth };

    /// <summary>The number of words that <see cref="Forward"/> writes for the gradient; 0 where it needs none.</summary>
    public static int Words(in ConvGeometry covered, PoolMode mode, bool rectified, DType dtype)
    {
        var work = new FitWork { Geometry = covered };
        Lanes.Floating(dtype, ref work);
        int pixels = checked(work.Chunks * covered.OutputHeight * covered.OutputWidth * covered.OutputChannels);
        return mode == PoolMode.Average && !rectified ? 0 : pixels;
    }

    /// <summary>y = pool(f(x ∗ w + bias)).</summary>
    /// <param name="covered">The sizes, from <see cref="Covered"/>.</param>
    /// <param name="mode">Largest or mean value.</param>
    /// <param name="rectified">Whether f is max(x, 0), else nothing.</param>
    /// <param name="x">The input.</param>
    /// <param name="w">The kernel.</param>
    /// <param name="bias">[OutputChannels], or null.</param>
    /// <param name="y">The pooled output.</param>
    /// <param name="gates">Room for <see cref="Words"/> words, or null.</param>
    public static void Forward<T>(in ConvGeometry covered, PoolMode mode, bool rectified, T* x, T* w, T* bias, T* y, uint* gates)
        where T : unmanaged
    {
        var work = new ForwardWork
        {
            Geometry = covered,
            Mode = mode,
            Rectified = rectified,
            X = x,
            W = w,
            Bias = bias,
            Y = y,
            Gates = gates,
        };
        Lanes.Floating(TypeOf<T>(), ref work);
    }

    /// <summary>The gradients of kernel and bias from that of the pooled output; nothing is done and false returned where another way is better.</summary>
    public static bool KernelGradient<T>(in ConvGeometry covered, PoolMode mode, T* x, T* dy, uint* gates, T* dw, T* dbias)
        where T : unmanaged
    {
        var work = new GradientWork { Geometry = covered, Mode = mode, X = x, Dy = dy, Gates = gates, Dw = dw, Dbias = dbias };
        Lanes.Floating(TypeOf<T>(), ref work);
        return work.Done;
    }

    /// <summary>
    /// The gradient of the input, and that of the convolution's output where there is a place for it; nothing is done and false returned where
    /// another way is better.
    /// </summary>
    public static bool InputGradient<T>(in ConvGeometry covered, PoolMode mode, T* w, T* dy, uint* gates, T* dx, T* dz)
        where T : unmanaged
    {
        var work = new GradientWork { Geometry = covered, Mode = mode, W = w, Dy = dy, Gates = gates, Dx = dx, Dz = dz };
        Lanes.Floating(TypeOf<T>(), ref work);
        return work.Done;
    }

    /// <summary>The gradient of the convolution's output, of those pixels that windows cover, from that of the pooled output.</summary>
    public static void Spread<T>(in ConvGeometry covered, PoolMode mode, T* dy, uint* gates, T* dz)
        where T : unmanaged
    {
        var work = new GradientWork { Geometry = covered, Mode = mode, Dy = dy, Gates = gates, Dz = dz };
        Lanes.Floating(TypeOf<T>(), ref work);
    }

    private static DType TypeOf<T>() => typeof(T) == typeof(float) ? DType.Float32 : DType.Float64;

    private struct FitWork : IFloatingWork
    {
        public ConvGeometry Geometry;
        public bool Fits;
        public int Chunks;

        public void Run<V, T>()
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            Fits = CpuConv2D.ForwardInLanes<V, T>(Geometry);
            Chunks = new LaneConvBody<V, T> { Geometry = Geometry }.Split();
        }
    }

    private struct ForwardWork : IFloatingWork
    {
        public ConvGeometry Geometry;
        public PoolMode Mode;
        public bool Rectified;
        public void* X;
        public void* W;
        public void* Bias;
        public void* Y;
        public uint* Gates;

        public void Run<V, T>()
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            if (Mode == PoolMode.Max)
            {
                Pool<PoolMax, V, T>();
            }
            else
            {
                Pool<PoolAverage, V, T>();
            }
        }

        private readonly void Pool<P, V, T>()
            where P : struct, IPooling
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            var conv = new LaneConvBody<V, T> { Geometry = Geometry, X = (T*)X, W = (T*)W, Bias = (T*)Bias };
            var body = new LanePoolConvBody<P, V, T> { Conv = conv, Rectified = Rectified, Gates = Gates, Y = (T*)Y };
            WorkerPool.Run(conv.Split(), ref body);
        }
    }

    private struct GradientWork : IFloatingWork
    {
        public ConvGeometry Geometry;
        public PoolMode Mode;
        public void* X;
        public void* W;
        public void* Dy;
        public uint* Gates;
        public void* Dx;
        public void* Dz;
        public void* Dw;
        public void* Dbias;
        public bool Done;

        public void Run<V, T>()
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            var pooled = new LanePooledGradient<V, T>
            {
                Geometry = Geometry,
                Dy = (T*)Dy,
                Average = Mode == PoolMode.Average,
                Gates = Gates,
                Dz = (T*)Dz,
            };
            if (Dx != null)
            {
                Input(pooled);
            }
            else if (Dz != null)
            {
                WorkerPool.Run(new LaneConvBody<V, T> { Geometry = Geometry }.Split(), ref pooled);
            }
            else if (CpuConv2D.LanesPay<V, T>(Geometry, 1))
            {
                Kernel(pooled);
            }
        }

        private void Input<V, T>(in LanePooledGradient<V, T> output)
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            ConvGeometry reversed = CpuConv2D.Reversed(Geometry);
            if ((Geometry.StrideHeight, Geometry.StrideWidth) != (1, 1) || !CpuConv2D.ForwardInLanes<V, T>(reversed))
            {
                return;
            }

            using Scratch.Frame frame = Scratch.Open();
            T* kernel = frame.Take<T>((nint)Geometry.KernelHeight * Geometry.KernelWidth * Geometry.InputChannels * Geometry.OutputChannels);
            ConvWeights.Reverse(Geometry, (T*)W, kernel);
            var conv = new LaneConvBody<V, T> { Geometry = reversed, W = kernel, Y = (T*)Dx };
            var body = new LanePooledInputBody<V, T> { Output = output, Reversed = conv };
            WorkerPool.Run(conv.Split(), ref body);
            Done = true;
        }

        private void Kernel<V, T>(in LanePooledGradient<V, T> output)
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            using Scratch.Frame frame = Scratch.Open();
            var body = new LaneKernelBody<V, T> { Geometry = Geometry, X = (T*)X, Pooled = output, WithBias = Dbias != null };
            body.Sums = frame.Take<T>(body.Split() * body.PartLength);
            WorkerPool.Run(body.Split(), ref body);
            body.Finish((T*)Dw, (T*)Dbias);
            Done = true;
        }
    }
}
