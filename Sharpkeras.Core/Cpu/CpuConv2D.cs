using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// Convolutions with images in the lanes of vectors: a block of as many images as a vector has lanes is transposed in, convolved with
/// broadcast weights, and transposed out. No kernel depends on the number of channels filling a vector. A block is a chunk, so
/// results do not depend on the number of threads.
/// </summary>
internal static unsafe class CpuConv2D
{
    public static void Forward(DType dtype, in ConvGeometry geometry, void* x, void* w, void* bias, TileEpilogue? epilogue, void* y)
    {
        var work = new ForwardWork { G = geometry, X = x, W = w, Bias = bias, Epilogue = epilogue, Y = y, DType = dtype };
        Lanes.Floating(dtype, ref work);
    }

    /// <summary>The gradient for the input: a convolution of the output's gradient, spread by the strides, with the mirrored kernel.</summary>
    public static void InputGradient(DType dtype, in ConvGeometry geometry, void* dy, void* w, void* dx)
    {
        var work = new InputGradientWork { G = geometry, Dy = dy, W = w, Dx = dx };
        Lanes.Floating(dtype, ref work);
    }

    public static void KernelGradient(DType dtype, in ConvGeometry geometry, void* x, void* dy, void* dw)
    {
        var work = new ConvKernelGradient { G = geometry, X = x, Dy = dy, Dw = dw };
        Lanes.Floating(dtype, ref work);
    }

    private struct ForwardWork : IFloatingWork
    {
        public ConvGeometry G;
        public void* X;
        public void* W;
        public void* Bias;
        public TileEpilogue? Epilogue;
        public void* Y;
        public DType DType;

        public void Run<V, T>()
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            var body = new ForwardBody<V, T> { Work = this };
            WorkerPool.Run((G.Batch + V.Count - 1) / V.Count, ref body);
        }
    }

    private struct ForwardBody<V, T> : IChunkBody
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public ForwardWork Work;

        public readonly void Run(int chunk)
        {
            ConvGeometry g = Work.G;
            int count = Math.Min(V.Count, g.Batch - (chunk * V.Count));
            T* x = (T*)Work.X + ((long)chunk * V.Count * g.InputHeight * g.InputWidth * g.InputChannels);
            T* y = (T*)Work.Y + ((long)chunk * V.Count * g.OutputHeight * g.OutputWidth * g.OutputChannels);
            var pass = new ConvPass
            {
                FrameHeight = ConvPass.Frame(g.InputHeight, g.PadTop, g.OutputHeight, g.StrideHeight, g.KernelHeight, g.DilationHeight),
                FrameWidth = ConvPass.Frame(g.InputWidth, g.PadLeft, g.OutputWidth + (g.OutputWidth & 1), g.StrideWidth, g.KernelWidth, g.DilationWidth),
                FirstRow = g.PadTop,
                EndRow = g.PadTop + g.InputHeight,
                FirstColumn = g.PadLeft,
                EndColumn = g.PadLeft + g.InputWidth,
                Channels = g.GroupInputChannels,
                Filters = g.GroupOutputChannels,
                WeightStep = g.OutputChannels,
                OutputHeight = g.OutputHeight,
                OutputWidth = g.OutputWidth,
                KernelHeight = g.KernelHeight,
                KernelWidth = g.KernelWidth,
                StrideHeight = g.StrideHeight,
                StrideWidth = g.StrideWidth,
                DilationHeight = g.DilationHeight,
                DilationWidth = g.DilationWidth,
            };
            T* frame = Scratch.Get<T>(Scratch.Input, pass.FrameLength(V.Count));
            T* result = Scratch.Get<T>(Scratch.Output, pass.ResultLength(V.Count));
            for (int group = 0; group < g.Groups; group++)
            {
                int channel = group * g.GroupInputChannels;
                int filter = group * g.GroupOutputChannels;
                LaneImages.In<V, T>(
                    x, count, g.InputHeight, g.InputWidth, g.InputChannels, channel, pass.Channels, frame, pass.FrameHeight, pass.FrameWidth, g.PadTop, g.PadLeft, 1, 1);
                pass.Run<V, T>(frame, (T*)Work.W + filter, Work.Bias == null ? null : (T*)Work.Bias + filter, result);
                LaneImages.Out<V, T>(result, count, g.OutputHeight * g.OutputWidth, pass.Filters, y, g.OutputChannels, filter);
            }

            Work.Epilogue?.Apply(y, (long)count * g.OutputHeight * g.OutputWidth * g.OutputChannels, Work.DType);
        }
    }

    private struct InputGradientWork : IFloatingWork
    {
        public ConvGeometry G;
        public void* Dy;
        public void* W;
        public void* Dx;

        public void Run<V, T>()
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            ConvGeometry g = G;
            T* mirrored = Scratch.Get<T>(Scratch.Shared, (long)g.KernelHeight * g.KernelWidth * g.GroupInputChannels * g.OutputChannels);
            Mirror((T*)W, mirrored, g);
            var body = new InputGradientBody<V, T> { Work = this, Mirrored = mirrored };
            WorkerPool.Run((g.Batch + V.Count - 1) / V.Count, ref body);
        }

        /// <summary>[group][ky][kx][filter][channel], rows and columns from the end.</summary>
        private static void Mirror<T>(T* w, T* target, in ConvGeometry g)
            where T : unmanaged
        {
            int taps = g.KernelHeight * g.KernelWidth;
            int channels = g.GroupInputChannels;
            int filters = g.GroupOutputChannels;
            for (int group = 0; group < g.Groups; group++)
            {
                for (int tap = 0; tap < taps; tap++)
                {
                    T* source = w + ((long)(taps - 1 - tap) * channels * g.OutputChannels) + (group * filters);
                    T* to = target + ((((long)group * taps) + tap) * channels * filters);
                    TransposeCopy.Run(source, g.OutputChannels, to, channels, channels, filters);
                }
            }
        }
    }

    private struct InputGradientBody<V, T> : IChunkBody
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public InputGradientWork Work;
        public T* Mirrored;

        public readonly void Run(int chunk)
        {
            ConvGeometry g = Work.G;
            int count = Math.Min(V.Count, g.Batch - (chunk * V.Count));
            T* dx = (T*)Work.Dx + ((long)chunk * V.Count * g.InputHeight * g.InputWidth * g.InputChannels);
            T* dy = (T*)Work.Dy + ((long)chunk * V.Count * g.OutputHeight * g.OutputWidth * g.OutputChannels);

            // In the spread frame output o stands at top + o·stride, and input i sees the places i … i + reach of it.
            int top = ((g.KernelHeight - 1) * g.DilationHeight) - g.PadTop;
            int left = ((g.KernelWidth - 1) * g.DilationWidth) - g.PadLeft;
            int spanRows = ((g.OutputHeight - 1) * g.StrideHeight) + 1;
            int spanColumns = ((g.OutputWidth - 1) * g.StrideWidth) + 1;
            var pass = new ConvPass
            {
                FrameHeight = ConvPass.Frame(spanRows, top, g.InputHeight, 1, g.KernelHeight, g.DilationHeight),
                FrameWidth = ConvPass.Frame(spanColumns, left, g.InputWidth + (g.InputWidth & 1), 1, g.KernelWidth, g.DilationWidth),
                FirstRow = top,
                EndRow = top + spanRows,
                FirstColumn = left,
                EndColumn = left + spanColumns,
                Channels = g.GroupOutputChannels,
                Filters = g.GroupInputChannels,
                WeightStep = g.GroupInputChannels,
                OutputHeight = g.InputHeight,
                OutputWidth = g.InputWidth,
                KernelHeight = g.KernelHeight,
                KernelWidth = g.KernelWidth,
                StrideHeight = 1,
                StrideWidth = 1,
                DilationHeight = g.DilationHeight,
                DilationWidth = g.DilationWidth,
            };
            T* frame = Scratch.Get<T>(Scratch.Input, pass.FrameLength(V.Count));
            T* result = Scratch.Get<T>(Scratch.Output, pass.ResultLength(V.Count));
            long weights = (long)g.KernelHeight * g.KernelWidth * g.GroupInputChannels * g.GroupOutputChannels;
            for (int group = 0; group < g.Groups; group++)
            {
                LaneImages.In<V, T>(
                    dy, count, g.OutputHeight, g.OutputWidth, g.OutputChannels, group * pass.Channels, pass.Channels, frame, pass.FrameHeight, pass.FrameWidth, top, left, g.StrideHeight, g.StrideWidth);
                pass.Run<V, T>(frame, Mirrored + (group * weights), null, result);
                LaneImages.Out<V, T>(result, count, g.InputHeight * g.InputWidth, pass.Filters, dx, g.InputChannels, group * pass.Filters);
            }
        }
    }
}
