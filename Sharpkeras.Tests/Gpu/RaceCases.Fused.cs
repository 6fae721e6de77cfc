using System.Reflection;
using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Gpu;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Gpu.Kernels.Products;
using Sharpkeras.Gpu.Runtime;
using Sharpkeras.Kernels;
using Sharpkeras.Kernels.Lanes;
using Sharpkeras.Tests.Cpu;

using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Gpu;

/// <summary>Normalization, products and convolutions.</summary>
internal static partial class RaceCases
{
    private static void Channels(GpuBackend backend, ChannelGeometry geometry)
    {
        int channels = geometry.Channels;
        Tensor x = Put(GpuParity.Fractions(DType.Float32, [geometry.Outer, channels, geometry.Inner]));
        Tensor scale = Put(GpuParity.Fractions(DType.Float32, [channels], 2));
        Tensor mean = backend.Rent([channels], DType.Float32);
        Tensor variance = backend.Rent([channels], DType.Float32);
        Tensor y = backend.Rent(x.Shape, DType.Float32);
        backend.ChannelMoments(geometry, x, mean, variance);
        backend.BatchNorm(geometry, x, mean, variance, scale, scale, 1e-3, y);
        Tensor dscale = backend.Rent([channels], DType.Float32);
        Tensor doffset = backend.Rent([channels], DType.Float32);
        backend.BatchNormGradient(geometry, true, x, mean, variance, scale, y, 1e-3, backend.Rent(x.Shape, DType.Float32), dscale, doffset);
    }

    private static void Layers(GpuBackend backend, int rows, int n)
    {
        Tensor x = Put(GpuParity.Fractions(DType.Float32, [rows, n]));
        Tensor scale = Put(GpuParity.Fractions(DType.Float32, [n], 2));
        Tensor y = backend.Rent(x.Shape, DType.Float32);
        Tensor statistics = backend.Rent([2, rows], DType.Float32);
        backend.LayerNorm(true, x, scale, scale, 1e-3, y, statistics, rows, n);
        Tensor dscale = backend.Rent([n], DType.Float32);
        Tensor doffset = backend.Rent([n], DType.Float32);
        backend.LayerNormGradient(true, x, scale, y, statistics, backend.Rent(x.Shape, DType.Float32), dscale, doffset, rows, n);
    }

    private static void RunningMeans(GpuBackend backend)
    {
        Tensor values = Put(GpuParity.Fractions(DType.Float32, [301]));
        Tensor zero = Put(GpuParity.Draw(DType.Float32, []));
        Tensor one = Put(GpuParity.Draw(DType.Float32, [], 2));
        backend.MeanUpdate(values, 1, 301, 1, zero, one);
    }

    private static void Products(GpuBackend backend)
    {
        foreach ((bool left, bool right) in ((bool, bool)[])[(false, false), (true, false), (false, true), (true, true)])
        {
            Tensor a = Put(GpuParity.Fractions(DType.Float32, [2, 17, 33]));
            Tensor b = Put(GpuParity.Fractions(DType.Float32, [33, 11]));
            backend.MatMul(a, b, backend.Rent([2, 17, 11], DType.Float32), 2, 17, 11, 33, left, right);
        }
    }

    private static void Dense(GpuBackend backend, int rows, int k, int n)
    {
        Tensor x = Put(GpuParity.Fractions(DType.Float32, [rows, k]));
        Tensor w = Put(GpuParity.Fractions(DType.Float32, [k, n]));
        Tensor bias = Put(GpuParity.Fractions(DType.Float32, [n]));
        Tensor y = backend.Rent([rows, n], DType.Float32);
        backend.Dense(x, w, bias, TestEpilogues.Positive, y, rows, k, n);
        Tensor both = backend.Rent([(k + 1) * n], DType.Float32);
        backend.DenseKernelGradient(x, y, both.View([k, n], 0), both.View([n], k * n), rows, k, n);
    }

    /// <summary>The large tiles serve large products, which would take long here: each is given one that is a little larger than itself.</summary>
    private static void EveryTile(GpuBackend backend)
    {
        MethodInfo product = typeof(RaceCases).GetMethod(nameof(ProductOf), BindingFlags.Static | BindingFlags.NonPublic)!;
        foreach (Type tile in typeof(ITile<>).Assembly.GetTypes().Where(type => type.IsValueType && type.GetInterface(typeof(ITile<>).Name) != null))
        {
            product.MakeGenericMethod(tile.MakeGenericType(typeof(FloatLane))).Invoke(null, [backend]);
        }
    }

    private static void ProductOf<T>(GpuBackend backend)
        where T : unmanaged, ITile<FloatLane>
    {
        (int rows, int columns, int steps) = (T.Rows + 1, T.Columns - 3, T.Depth + 1);
        var shape = new ProductShape
        {
            Rows = rows,
            Columns = columns,
            Steps = steps,
            SplitSteps = 2 * T.Depth,
            Batches = 1,
            RowTiles = 2,
            ColumnTiles = 1,
            OutputRow = columns,
            OutputColumn = 1,
            LeftAlong = 1,
        };
        Tensor a = Put(GpuParity.Fractions(DType.Float32, [rows, steps]));
        Tensor b = Put(GpuParity.Fractions(DType.Float32, [steps, columns]));
        Tensor y = backend.Rent([rows, columns], DType.Float32);
        Action<KernelConfig, IdentityKernel, StridedOperand<FloatLane>, StridedOperand<FloatLane>, ArrayView<FloatLane>, ArrayView<FloatLane>,
            ArrayView<FloatLane>, ArrayView<FloatLane>, ProductShape> launch = backend.Compile(
                static device => device.LoadStreamKernel<
                    IdentityKernel, StridedOperand<FloatLane>, StridedOperand<FloatLane>, ArrayView<FloatLane>, ArrayView<FloatLane>,
                    ArrayView<FloatLane>, ArrayView<FloatLane>, ProductShape>(MatMulKernels.Product<T, IdentityKernel, FloatLane>),
                typeof(T).Name);
        launch(
            new KernelConfig(2, T.Threads),
            default,
            new StridedOperand<FloatLane>(rows, steps, steps, 1),
            new StridedOperand<FloatLane>(columns, steps, 1, columns),
            View(a),
            View(b),
            ArrayView<FloatLane>.Empty,
            View(y),
            shape);
    }

    private static void Convolve(GpuBackend backend, int[] parts)
    {
        ConvGeometry g = ConvCase.Geometry(parts);
        Tensor x = Put(GpuParity.Fractions(DType.Float32, ConvCase.InputShape(g)));
        Tensor w = Put(GpuParity.Fractions(DType.Float32, ConvCase.KernelShape(g)));
        Tensor bias = Put(GpuParity.Fractions(DType.Float32, [g.OutputChannels]));
        Tensor y = backend.Rent(ConvCase.OutputShape(g), DType.Float32);
        backend.Conv2D(g, x, w, bias, TestEpilogues.Positive, y);
        backend.Conv2DInputGradient(g, y, w, backend.Rent(x.Shape, DType.Float32));
        Tensor both = backend.Rent([(int)w.Length + g.OutputChannels], DType.Float32);
        backend.Conv2DKernelGradient(g, x, y, both.View(w.Shape, 0), both.View([g.OutputChannels], w.Length));
        backend.Conv2DKernelGradient(g, x, y, backend.Rent(w.Shape, DType.Float32), null);
    }

    private static void Depthwise(GpuBackend backend, int[] parts)
    {
        ConvGeometry g = ConvCase.Geometry(parts);
        Tensor x = Put(GpuParity.Fractions(DType.Float32, ConvCase.InputShape(g)));
        Tensor w = Put(GpuParity.Fractions(DType.Float32, ConvCase.KernelShape(g)));
        Tensor y = backend.Rent(ConvCase.OutputShape(g), DType.Float32);
        backend.DepthwiseConv2D(g, x, w, null, null, y);
        backend.DepthwiseConv2DInputGradient(g, y, w, backend.Rent(x.Shape, DType.Float32));
        backend.DepthwiseConv2DKernelGradient(g, x, y, backend.Rent(w.Shape, DType.Float32));
    }

    private static ArrayView<FloatLane> View(Tensor tensor) => ((GpuStorage)tensor.Storage).View<FloatLane>(tensor.Offset, tensor.Length);
}
