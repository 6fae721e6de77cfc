using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// Two-dimensional convolutions of float32 and float64, and their gradients. Sums are in an order that depends on the sizes only.
/// </summary>
internal static unsafe class CpuConv2D
{
    /// <summary>y = f(x ∗ w + bias).</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="x">The input.</param>
    /// <param name="w">The kernel.</param>
    /// <param name="bias">[OutputChannels], or null.</param>
    /// <param name="epilogue">The function f, or null.</param>
    /// <param name="y">The output.</param>
    public static void Forward<T>(in ConvGeometry g, T* x, T* w, T* bias, TileEpilogue? epilogue, T* y)
        where T : unmanaged
    {
        if ((long)g.Batch * g.OutputHeight * g.OutputWidth * g.OutputChannels > 0)
        {
            var work = new ForwardWork { Geometry = g, X = x, W = w, Bias = bias, Epilogue = epilogue, Y = y };
            work.SpreadHeight = 1;
            work.SpreadWidth = 1;
            Lanes.Floating(TypeOf<T>(), ref work);
        }
    }

    /// <summary>dx from dy: a convolution of dy, its pixels a stride apart, with the reversed kernel.</summary>
    public static void InputGradient<T>(in ConvGeometry g, T* dy, T* w, T* dx)
        where T : unmanaged
    {
        if ((long)g.Batch * g.OutputHeight * g.OutputWidth * g.OutputChannels == 0)
        {
            new Span<T>(dx, checked(g.Batch * g.InputHeight * g.InputWidth * g.InputChannels)).Clear();
            return;
        }

        using Scratch.Frame frame = Scratch.Open();
        T* reversed = frame.Take<T>((nint)g.KernelHeight * g.KernelWidth * g.GroupOutputChannels * g.InputChannels);
        ConvWeights.Reverse(g, w, reversed);
        var work = new ForwardWork
        {
            Geometry = Reversed(g),
            SpreadHeight = g.StrideHeight,
            SpreadWidth = g.StrideWidth,
            X = dy,
            W = reversed,
            Y = dx,
        };
        Lanes.Floating(TypeOf<T>(), ref work);
    }

    /// <summary>dw from x and dy, and dbias, the sum of dy over all pixels, where it comes with little more work.</summary>
    /// <param name="g">The sizes.</param>
    /// <param name="x">The input.</param>
    /// <param name="dy">The gradient of the output.</param>
    /// <param name="dw">The gradient of the kernel.</param>
    /// <param name="dbias">[OutputChannels], or null.</param>
    /// <returns>Whether dbias was computed; else the caller sums.</returns>
    public static bool KernelGradient<T>(in ConvGeometry g, T* x, T* dy, T* dw, T* dbias)
        where T : unmanaged
    {
        if ((long)g.Batch * g.OutputHeight * g.OutputWidth * g.OutputChannels == 0)
        {
            new Span<T>(dw, g.KernelHeight * g.KernelWidth * g.GroupInputChannels * g.OutputChannels).Clear();
            return false;
        }

        var work = new KernelWork { Geometry = g, X = x, Dy = dy, Dw = dw, Dbias = dbias };
        Lanes.Floating(TypeOf<T>(), ref work);
        return work.BiasDone;
    }

    /// <summary>Whether the convolution is done with one image in each lane.</summary>
    public static bool ForwardInLanes<V, T>(in ConvGeometry g)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged => g.DilationHeight == 1 && g.DilationWidth == 1 && LanesPay<V, T>(g, 0.75);

    private static DType TypeOf<T>() => typeof(T) == typeof(float) ? DType.Float32 : DType.Float64;

    /// <summary>The convolution that gives the gradient of the input, for strides of 1.</summary>
    public static ConvGeometry Reversed(in ConvGeometry g) => new(
        g.Batch,
        g.OutputHeight,
        g.OutputWidth,
        g.OutputChannels,
        g.KernelHeight,
        g.KernelWidth,
        g.InputHeight,
        g.InputWidth,
        g.InputChannels,
        1,
        1,
        g.DilationHeight,
        g.DilationWidth,
        ((g.KernelHeight - 1) * g.DilationHeight) - g.PadTop,
        ((g.KernelWidth - 1) * g.DilationWidth) - g.PadLeft,
        g.Groups);

    /// <summary>
    /// Whether one image in each lane fills the vectors better than the output channels do; turning the images has its price.
    /// </summary>
    /// <param name="g">The sizes.</param>
    /// <param name="alone">
    /// What a tile of one vector of channels is worth beside one of two, which spreads each value for twice the work.
    /// </param>
    public static bool LanesPay<V, T>(in ConvGeometry g, double alone)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        if (g.Groups != 1 || g.PadTop < 0 || g.PadLeft < 0 || V.Count == 1)
        {
            return false;
        }

        const double Turning = 0.8;
        const int Cache = 1024 * 1024;
        double channels = Use(g.OutputChannels, V.Count) * (g.OutputChannels <= V.Count ? alone : 1);
        return Turning * Use(g.Batch, V.Count) > channels && new LaneImages<V, T>(g).Length * sizeof(T) <= Cache;
    }

    /// <summary>Whether the taps of a kernel row fill vectors better than the output channels do.</summary>
    private static bool TapsPay<V, T>(in ConvGeometry g)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        double taps = ConvTapBody<V, T>.Use(g.KernelWidth * g.InputChannels);
        return g.Groups == 1 && g.DilationWidth == 1 && taps > 1.05 * ConvTapBody<V, T>.Use(g.OutputChannels);
    }

    private static double Use(int elements, int lanes) => (double)elements / ((elements + lanes - 1) / lanes * lanes);

    private struct ForwardWork : IFloatingWork
    {
        public ConvGeometry Geometry;
        public int SpreadHeight;
        public int SpreadWidth;
        public void* X;
        public void* W;
        public void* Bias;
        public TileEpilogue? Epilogue;
        public void* Y;

        public void Run<V, T>()
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            if (SpreadHeight == 1 && SpreadWidth == 1 && ForwardInLanes<V, T>(Geometry))
            {
                var lanes = new LaneConvBody<V, T>
                {
                    Geometry = Geometry,
                    X = (T*)X,
                    W = (T*)W,
                    Bias = (T*)Bias,
                    Epilogue = Epilogue,
                    Y = (T*)Y,
                };
                WorkerPool.Run(lanes.Split(), ref lanes);
                return;
            }

            using Scratch.Frame frame = Scratch.Open();
            var body = new ConvForwardBody<V, T>
            {
                Geometry = Geometry,
                Source = new ConvSource<T>(Geometry, (T*)X, SpreadHeight, SpreadWidth),
                Bias = (T*)Bias,
                Epilogue = Epilogue,
                Y = (T*)Y,
            };
            nint panels = (nint)Geometry.Groups * body.PanelsPerGroup;
            int width = ConvForwardBody<V, T>.PanelWidth;
            body.Packed = frame.Take<T>(panels * width * Geometry.KernelHeight * Geometry.KernelWidth * Geometry.GroupInputChannels);
            ConvWeights.Pack(Geometry, (T*)W, body.Packed, width);
            WorkerPool.Run(body.Split(), ref body);
        }
    }

    private struct KernelWork : IFloatingWork
    {
        public ConvGeometry Geometry;
        public void* X;
        public void* Dy;
        public void* Dw;
        public void* Dbias;
        public bool BiasDone;

        public void Run<V, T>()
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            using Scratch.Frame frame = Scratch.Open();
            if (LanesPay<V, T>(Geometry, 1))
            {
                var lanes = new LaneKernelBody<V, T> { Geometry = Geometry, X = (T*)X, Gradient = (T*)Dy, WithBias = Dbias != null };
                lanes.Sums = frame.Take<T>(lanes.Split() * lanes.PartLength);
                WorkerPool.Run(lanes.Split(), ref lanes);
                lanes.Finish((T*)Dw, (T*)Dbias);
                BiasDone = true;
                return;
            }

            var source = new ConvSource<T>(Geometry, (T*)X, 1, 1);
            if (TapsPay<V, T>(Geometry))
            {
                var taps = new ConvTapBody<V, T> { Geometry = Geometry, Source = source, Gradient = (T*)Dy, WithBias = Dbias != null };
                taps.Sums = frame.Take<T>(taps.Split() * taps.PartLength);
                WorkerPool.Run(taps.Parts, ref taps);
                taps.Finish((T*)Dw, (T*)Dbias);
                BiasDone = true;
                return;
            }

            var body = new ConvKernelBody<V, T> { Geometry = Geometry, Source = source, Gradient = (T*)Dy };
            int chunks = body.Split();
            body.Sums = frame.Take<T>(body.Parts * body.PartLength);
            WorkerPool.Run(chunks, ref body);
            body.Finish((T*)Dw);
        }
    }
}
