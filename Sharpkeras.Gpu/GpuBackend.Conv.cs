using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Gpu.Kernels.Products;
using Sharpkeras.Gpu.Runtime;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu;

/// <summary>Convolutions.</summary>
internal sealed partial class GpuBackend
{
    /// <summary>With fewer channels, neighbouring threads rather read neighbouring pixels.</summary>
    private const int ChannelsToReadAlong = 4;

    public override void Conv2D(in ConvGeometry geometry, Tensor x, Tensor w, Tensor? bias, Epilogue? epilogue, Tensor y)
    {
        ConvGeometry g = geometry;
        if (y.Length == 0)
        {
            return;
        }

        var shape = new ProductShape
        {
            Rows = g.Batch * g.OutputHeight * g.OutputWidth,
            Columns = g.GroupOutputChannels,
            Steps = g.KernelHeight * g.KernelWidth * g.GroupInputChannels,
            Batches = g.Groups,
            LeftBatch = g.GroupInputChannels,
            RightBatch = g.GroupOutputChannels,
            OutputBatch = g.GroupOutputChannels,
            BiasBatch = g.GroupOutputChannels,
            OutputRow = g.OutputChannels,
            OutputColumn = 1,
            BiasColumn = bias == null ? 0 : 1,
            LeftAlong = Along(g.GroupInputChannels),
        };
        Multiply(new ConvProduct(g, x, w), Plan(shape, y), shape, bias, epilogue, y);
    }

    public override void Conv2DInputGradient(in ConvGeometry geometry, Tensor dy, Tensor w, Tensor dx)
    {
        ConvGeometry g = geometry;
        if (dx.Length == 0)
        {
            return;
        }

        var shape = new ProductShape
        {
            Rows = g.Batch * g.InputHeight * g.InputWidth,
            Columns = g.GroupInputChannels,
            Steps = dy.Length == 0 ? 0 : g.KernelHeight * g.KernelWidth * g.GroupOutputChannels,
            Batches = g.Groups,
            LeftBatch = g.GroupOutputChannels,
            RightBatch = g.GroupOutputChannels,
            OutputBatch = g.GroupInputChannels,
            OutputRow = g.InputChannels,
            OutputColumn = 1,
            LeftAlong = Along(g.GroupOutputChannels),
            RightAlong = Along(g.GroupOutputChannels),
        };
        Multiply(new InputGradientProduct(g, dy, w), Plan(shape, dx), shape, null, null, dx);
    }

    public override void Conv2DKernelGradient(in ConvGeometry geometry, Tensor x, Tensor dy, Tensor dw, Tensor? dbias)
    {
        ConvGeometry g = geometry;
        bool together = g.Groups == 1 && Follows(dbias, dw);
        if (!together && dbias != null)
        {
            Reduce(default(SumReduction), dy, dbias, 1, checked(g.Batch * g.OutputHeight * g.OutputWidth), g.OutputChannels);
        }

        if (dw.Length == 0)
        {
            return;
        }

        int taps = g.KernelHeight * g.KernelWidth * g.GroupInputChannels;
        var shape = new ProductShape
        {
            Rows = together ? taps + 1 : taps,
            Columns = g.GroupOutputChannels,
            Steps = g.Batch * g.OutputHeight * g.OutputWidth,
            Batches = g.Groups,
            LeftBatch = g.GroupInputChannels,
            RightBatch = g.GroupOutputChannels,
            OutputBatch = g.GroupOutputChannels,
            OutputRow = g.OutputChannels,
            OutputColumn = 1,
            LeftAlong = (byte)(1 - Along(g.GroupInputChannels)),
        };
        Tensor target = together ? Both(dw, dbias!) : dw;
        Multiply(new KernelGradientProduct(g, x, dy, together ? taps : -1), Plan(shape, target), shape, null, null, target);
    }

    private static byte Along(int channels) => channels >= ChannelsToReadAlong ? (byte)1 : (byte)0;

    private ProductPlan Plan(in ProductShape shape, Tensor y) =>
        ProductPlan.Choose(shape.Rows, shape.Columns, shape.Steps, shape.Batches, Units, y.DType.Size());

    private readonly struct ConvProduct(ConvGeometry g, Tensor x, Tensor w) : IProduct
    {
        public void Start<T, K, V>(KernelConfig config, K kernel, ArrayView<V> bias, ArrayView<V> y, ProductShape shape)
            where T : unmanaged, ITile<V>
            where K : struct, IUnaryKernel
            where V : unmanaged, ILane<V> =>
            Convolutions<T, K, V>.Forward.On((GpuBackend)Of(x))(
                config,
                kernel,
                new WindowOperand<V>(g),
                new StridedOperand<V>(g.GroupOutputChannels, shape.Steps, 1, g.OutputChannels),
                Elements<V>(x),
                Elements<V>(w),
                bias,
                y,
                shape);
    }

    private readonly struct InputGradientProduct(ConvGeometry g, Tensor dy, Tensor w) : IProduct
    {
        public void Start<T, K, V>(KernelConfig config, K kernel, ArrayView<V> bias, ArrayView<V> y, ProductShape shape)
            where T : unmanaged, ITile<V>
            where K : struct, IUnaryKernel
            where V : unmanaged, ILane<V> =>
            ConvolutionGradients<T, V>.Input.On((GpuBackend)Of(w))(
                config, new ReachOperand<V>(g), new TurnedKernelOperand<V>(g), Elements<V>(dy), Elements<V>(w), y, shape);
    }

    private readonly struct KernelGradientProduct(ConvGeometry g, Tensor x, Tensor dy, int ones) : IProduct
    {
        public void Start<T, K, V>(KernelConfig config, K kernel, ArrayView<V> bias, ArrayView<V> y, ProductShape shape)
            where T : unmanaged, ITile<V>
            where K : struct, IUnaryKernel
            where V : unmanaged, ILane<V> =>
            ConvolutionGradients<T, V>.Kernel.On((GpuBackend)Of(x))(
                config,
                new OnesOperand<TransposedOperand<WindowOperand<V>, V>, V>(new TransposedOperand<WindowOperand<V>, V>(new WindowOperand<V>(g)), ones),
                new StridedOperand<V>(g.GroupOutputChannels, shape.Steps, 1, g.OutputChannels),
                Elements<V>(x),
                Elements<V>(dy),
                y,
                shape);
    }

    private static class Convolutions<T, K, V>
        where T : unmanaged, ITile<V>
        where K : struct, IUnaryKernel
        where V : unmanaged, ILane<V>
    {
        public static readonly GpuKernel<Action<
            KernelConfig, K, WindowOperand<V>, StridedOperand<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ProductShape>> Forward = new(
            static device => device.LoadStreamKernel<
                K, WindowOperand<V>, StridedOperand<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ProductShape>(
                ConvKernels.Forward<T, K, V>));
    }

    private static class ConvolutionGradients<T, V>
        where T : unmanaged, ITile<V>
        where V : unmanaged, ILane<V>
    {
        public static readonly GpuKernel<Action<
            KernelConfig, ReachOperand<V>, TurnedKernelOperand<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ProductShape>> Input = new(
            static device => device.LoadStreamKernel<
                ReachOperand<V>, TurnedKernelOperand<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ProductShape>(ConvKernels.InputGradient<T, V>));

        public static readonly GpuKernel<Action<
            KernelConfig, OnesOperand<TransposedOperand<WindowOperand<V>, V>, V>, StridedOperand<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ProductShape>>
            Kernel = new(static device => device.LoadStreamKernel<
                OnesOperand<TransposedOperand<WindowOperand<V>, V>, V>, StridedOperand<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ProductShape>(
                ConvKernels.KernelGradient<T, V>));
    }
}
