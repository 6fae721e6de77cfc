using Sharpkeras.Devices;
using Sharpkeras.Gpu;
using Sharpkeras.Kernels;

namespace Sharpkeras.Tests.Gpu;

/// <summary>
/// What is run under oclgrind: members of the backend with small odd shapes, such that together they start every kernel with shared
/// memory in every way that it is written for. A case needs no expected values, other tests have these; kernels without shared memory
/// come along, for the bounds of their accesses.
/// </summary>
internal static partial class RaceCases
{
    /// <summary>The cases by name.</summary>
    public static IReadOnlyDictionary<string, Action<GpuBackend>> All { get; } = new Dictionary<string, Action<GpuBackend>>
    {
        ["elements"] = Elements,
        ["moves"] = Moves,
        ["indices"] = Indexing,
        ["fold rows"] = backend => Fold(backend, 5, 37, 1),
        ["fold columns"] = backend => Fold(backend, 3, 29, 5),
        ["fold wide columns"] = backend => Fold(backend, 1, 67, 70),
        ["fold in parts"] = backend => Fold(backend, 1, 20_003, 1),
        ["fold columns in parts"] = backend => Fold(backend, 1, 2_777, 7),
        ["arguments"] = Arguments,
        ["scans"] = Scans,
        ["sorts"] = Sorts,
        ["sorts of long rows"] = backend => Sort(backend, DType.Float32, 2, 4_500, 1, 4_500),
        ["places of the largest of long rows"] = backend => Sort(backend, DType.Int64, 1, 2_500, 2, 3),
        ["softmax of short rows"] = backend => Softmax(backend, 7, 10),
        ["softmax of long rows"] = backend => Softmax(backend, 3, 1_030),
        ["channels last"] = backend => Channels(backend, new ChannelGeometry(33, 5, 1)),
        ["channels in the middle"] = backend => Channels(backend, new ChannelGeometry(3, 4, 21)),
        ["channels in parts"] = backend => Channels(backend, new ChannelGeometry(5_501, 3, 1)),
        ["layers of short rows"] = backend => Layers(backend, 37, 12),
        ["layers of long rows"] = backend => Layers(backend, 3, 1_030),
        ["layers in parts"] = backend => Layers(backend, 2_801, 7),
        ["running means"] = RunningMeans,
        ["products"] = Products,
        ["split products"] = backend => Dense(backend, 6, 4_001, 25),
        ["dense layers"] = backend => Dense(backend, 19, 35, 21),
        ["tiles"] = EveryTile,
        ["convolutions"] = backend => Convolve(backend, [3, 7, 6, 3, 5, 3, 2, 1, 1, 1, 1]),
        ["convolutions in groups"] = backend => Convolve(backend, [2, 7, 7, 4, 6, 3, 3, 2, 1, 0, 2]),
        ["convolutions of many pixels"] = backend => Convolve(backend, [3, 17, 19, 1, 3, 2, 2, 1, 2, 1, 1]),
        ["convolutions of channels"] = backend => Depthwise(backend, [3, 11, 10, 3, 6, 3, 3, 1, 1, 1, 3]),
        ["convolutions of many channels"] = backend => Depthwise(backend, [1, 5, 4, 35, 35, 2, 2, 1, 1, 0, 35]),
    };

    private static void Elements(GpuBackend backend)
    {
        Tensor x = Put(GpuParity.Fractions(DType.Float32, [3, 1, 101]));
        Tensor row = Put(GpuParity.Fractions(DType.Float32, [5, 1]));
        Tensor y = backend.Rent([3, 5, 101], DType.Float32);
        backend.Unary(default(TanhKernel), x, x);
        backend.UnaryGradient(default(TanhKernel), null, x, x, x);
        backend.Binary(default(GrowthKernel), x, row, y);
        backend.BinaryGradient(default(GrowthKernel), true, x, row, null, y, y);
        backend.Compare(default(GreaterKernel), x, row, backend.Rent(y.Shape, DType.Bool));
        backend.RandomUniform(y, 1, 2, 0, 1);
        backend.RandomNormal(y, 1, 2, 0, 1);
        backend.Dropout(x, x, 0.5, 1, 2);
        var pool = new PoolGeometry(2, 7, 6, 3, 3, 2, 4, 3, 2, 2, 1, 0);
        Tensor image = Put(GpuParity.Fractions(DType.Float32, [2, 7, 6, 3]));
        Tensor pooled = backend.Rent([2, 4, 3, 3], DType.Float32);
        backend.Pool2D(PoolMode.Max, pool, image, pooled);
        backend.Pool2DGradient(PoolMode.Max, pool, image, pooled, pooled, backend.Rent(image.Shape, DType.Float32));
        backend.Pool2D(PoolMode.Average, pool, image, pooled);
        backend.Pool2DGradient(PoolMode.Average, pool, image, pooled, pooled, backend.Rent(image.Shape, DType.Float32));
    }

    private static void Moves(GpuBackend backend)
    {
        foreach (DType dtype in (DType[])[DType.Int8, DType.Float32, DType.Int64])
        {
            Tensor matrix = Put(GpuParity.Draw(dtype, [37, 45]));
            Tensor cube = Put(GpuParity.Draw(dtype, [3, 5, 34]));
            backend.Transpose(matrix, [1, 0], backend.Rent([45, 37], dtype));
            backend.Transpose(cube, [2, 0, 1], backend.Rent([34, 3, 5], dtype));
            backend.Transpose(cube, [0, 2, 1], backend.Rent([3, 34, 5], dtype));
            backend.CopyWindow(matrix, [36, 1], [-2, 3], backend.Rent([18, 17], dtype), [1, 2], [1, 1], [17, 14]);
        }
    }

    private static void Indexing(GpuBackend backend)
    {
        Tensor x = Put(GpuParity.Fractions(DType.Float32, [3, 7, 5]));
        Tensor indices = Put(GpuParity.Indices(DType.Int32, [41], 7));
        Tensor taken = backend.Rent([3, 41, 5], DType.Float32);
        backend.Gather(x, indices, taken, 3, 7, 5);
        backend.ScatterAdd(taken, indices, x, 3, 7, 5);
        Tensor each = Put(GpuParity.Indices(DType.Int64, [3, 41, 5], 7));
        backend.GatherAlong(x, each, taken, 3, 7, 41, 5);
        backend.ScatterAddAlong(taken, each, x, 3, 7, 41, 5);
        backend.OneHot(indices, backend.Rent([41, 6], DType.Float32), 6);
    }

    private static void Fold(GpuBackend backend, int outer, int reduced, int inner)
    {
        Tensor x = Put(GpuParity.Draw(DType.Int32, [outer, reduced, inner]));
        backend.Reduce(default(SumReduction), x, backend.Rent([outer, inner], DType.Int32), outer, reduced, inner);
    }

    private static void Arguments(GpuBackend backend)
    {
        foreach ((int outer, int reduced, int inner) in ((int, int, int)[])[(3, 101, 1), (2, 65, 3), (1, 5_003, 2)])
        {
            Tensor x = Put(GpuParity.Draw(DType.Int16, [outer, reduced, inner]));
            backend.ArgReduce(true, x, backend.Rent([outer, inner], DType.Int64), outer, reduced, inner);
        }
    }

    private static void Scans(GpuBackend backend)
    {
        foreach ((int outer, int length, int inner) in ((int, int, int)[])[(3, 29, 2), (2, 101, 3), (1, 1_500, 2), (1, 9_001, 1)])
        {
            Tensor x = Put(GpuParity.Draw(DType.Int32, [outer, length, inner]));
            Tensor y = backend.Rent(x.Shape, DType.Int32);
            backend.Scan(default(SumReduction), x, y, outer, length, inner, reverse: false);
            backend.Scan(default(MaxReduction), x, y, outer, length, inner, reverse: true);
        }
    }

    private static void Sorts(GpuBackend backend)
    {
        foreach (DType dtype in GpuParity.NumberTypes)
        {
            Sort(backend, dtype, 5, 13, 3, 13);
        }

        Sort(backend, DType.Int8, 2, 300, 1, 7);
        Sort(backend, DType.Float64, 1, 700, 2, 700);
    }

    private static void Sort(GpuBackend backend, DType dtype, int outer, int length, int inner, int take)
    {
        Tensor x = Put(GpuParity.Draw(dtype, [outer, length, inner]));
        backend.Sort(x, backend.Rent([outer, take, inner], dtype), backend.Rent([outer, take, inner], DType.Int32), outer, length, inner, take, true);
    }

    private static void Softmax(GpuBackend backend, int rows, int n)
    {
        Tensor x = Put(GpuParity.Fractions(DType.Float32, [rows, n]));
        Tensor y = backend.Rent(x.Shape, DType.Float32);
        Tensor dx = backend.Rent(x.Shape, DType.Float32);
        backend.Softmax(x, y, rows, n);
        backend.SoftmaxGradient(y, x, dx, rows, n);
        backend.LogSoftmax(x, y, rows, n);
        backend.LogSoftmaxGradient(y, x, dx, rows, n);
        Tensor labels = Put(GpuParity.Indices(DType.Int32, [rows], n));
        Tensor losses = backend.Rent([rows], DType.Float32);
        backend.SparseSoftmaxCrossEntropy(x, labels, losses, y, rows, n);
        backend.SparseSoftmaxCrossEntropyGradient(y, labels, losses, dx, rows, n);
    }

    private static Tensor Put(Tensor tensor) => tensor.To(LaunchRecorder.Place);
}
