using Sharpkeras.Kernels;
using Sharpkeras.Kernels.Lanes;

namespace Sharpkeras.Cpu;

/// <summary>
/// Convolutions of each channel by itself, float32 and float64, and their gradients. Sums are in an order that depends on the sizes only.
/// </summary>
internal static unsafe class CpuDepthwise
{
    /// <summary>y = f(x ∗ w + bias).</summary>
    /// <param name="g">The sizes; a group for each input channel.</param>
    /// <param name="x">The input.</param>
    /// <param name="w">The kernel, [height, width, output channels].</param>
    /// <param name="bias">[OutputChannels], or null.</param>
    /// <param name="epilogue">The function f, or null.</param>
    /// <param name="y">The output.</param>
    public static void Forward<T>(in ConvGeometry g, T* x, T* w, T* bias, TileEpilogue? epilogue, T* y)
        where T : unmanaged =>
        Run<T, PixelWork>(g, new PixelWork { Geometry = g, Source = x, Weights = w, Bias = bias, Epilogue = epilogue, Target = y });

    /// <summary>dx from dy.</summary>
    public static void InputGradient<T>(in ConvGeometry g, T* dy, T* w, T* dx)
        where T : unmanaged =>
        Run<T, PixelWork>(g, new PixelWork { Geometry = g, Reverse = true, Source = dy, Weights = w, Target = dx });

    /// <summary>dw from x and dy.</summary>
    public static void KernelGradient<T>(in ConvGeometry g, T* x, T* dy, T* dw)
        where T : unmanaged => Run<T, KernelWork>(g, new KernelWork { Geometry = g, X = x, Dy = dy, Dw = dw });

    /// <summary>Vectors are not wider than a pixel, down to single elements.</summary>
    private static void Run<T, W>(in ConvGeometry g, W work)
        where T : unmanaged
        where W : struct, IFloatingWork
    {
        if (g.OutputChannels == 0)
        {
            return;
        }

        int bits = VectorBits.Value;
        while (bits > (long)g.OutputChannels * sizeof(T) * 8)
        {
            bits = bits > 128 ? bits / 2 : 0;
        }

        Lanes.Floating(typeof(T) == typeof(float) ? DType.Float32 : DType.Float64, bits, ref work);
    }

    private struct PixelWork : IFloatingWork
    {
        public ConvGeometry Geometry;
        public bool Reverse;
        public void* Source;
        public void* Weights;
        public void* Bias;
        public TileEpilogue? Epilogue;
        public void* Target;

        public readonly void Run<V, T>()
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            using Scratch.Frame frame = Scratch.Open();
            var body = new DepthwiseBody<V, T>
            {
                Rows = TapAxis.Rows(frame, Geometry, Reverse),
                Columns = TapAxis.Columns(frame, Geometry, Reverse),
                KernelWidth = Geometry.KernelWidth,
                Images = Geometry.Batch,
                Channels = Geometry.OutputChannels,
                Multiplier = Geometry.GroupOutputChannels,
                Reverse = Reverse,
                Source = (T*)Source,
                Weights = (T*)Weights,
                Bias = (T*)Bias,
                Epilogue = Epilogue,
                Target = (T*)Target,
            };
            WorkerPool.Run(body.Split(Geometry.KernelHeight * Geometry.KernelWidth), ref body);
        }
    }

    private struct KernelWork : IFloatingWork
    {
        public ConvGeometry Geometry;
        public void* X;
        public void* Dy;
        public void* Dw;

        public readonly void Run<V, T>()
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            using Scratch.Frame frame = Scratch.Open();
            var body = new DepthwiseKernelBody<V, T>
            {
                Geometry = Geometry,
                Rows = TapAxis.Rows(frame, Geometry, false),
                X = (T*)X,
                Gradient = (T*)Dy,
            };
            int chunks = body.Split();
            body.Sums = frame.Take<T>(body.Parts * body.PartLength);
            WorkerPool.Run(chunks, ref body);
            body.Finish((T*)Dw);
        }
    }
}
