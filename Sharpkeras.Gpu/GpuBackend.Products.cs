using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Gpu.Kernels.Products;
using Sharpkeras.Gpu.Runtime;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu;

/// <summary>How products of matrices and convolutions are started: in one kernel, or in parts of the sums and a kernel that adds them.</summary>
internal sealed partial class GpuBackend
{
    /// <summary>The number of multiprocessors that products are divided for. Drivers on processors are taken for a small GPU.</summary>
    private int Units => Math.Max(accelerator.NumMultiprocessors, 32);

    /// <summary>A product as kernel: what its operands are.</summary>
    private interface IProduct
    {
        /// <summary>Starts the kernel. The lock is taken.</summary>
        void Start<T, K, V>(KernelConfig config, K kernel, ArrayView<V> bias, ArrayView<V> y, ProductShape shape)
            where T : unmanaged, ITile<V>
            where K : struct, IUnaryKernel
            where V : unmanaged, ILane<V>;
    }

    /// <summary>y = f(product + bias), the numbers of the plan yet to be set in the shape.</summary>
    private void Multiply<P>(P product, ProductPlan plan, ProductShape shape, Tensor? bias, Epilogue? epilogue, Tensor y)
        where P : struct, IProduct
    {
        shape.RowTiles = plan.RowTiles;
        shape.ColumnTiles = plan.ColumnTiles;
        shape.SplitSteps = plan.SplitSteps;
        if (plan.Splits == 1)
        {
            Accept(epilogue, new ProductStart<P>(this, product, plan, shape, bias, y));
            return;
        }

        using var scope = new TensorScope();
        Tensor parts = Rent([plan.Splits, Count(y)], y.DType);
        int columns = bias == null ? 1 : Count(bias);
        Accept(null, new ProductStart<P>(this, product, plan, Partial(shape, Count(y)), null, parts));
        Accept(epilogue, new SplitStart(this, parts, plan.Splits, bias, new Divider(columns), y));
    }

    private static void Accept(Epilogue? epilogue, IEpilogueVisitor<bool> visitor)
    {
        if (epilogue == null)
        {
            visitor.Visit(default(IdentityKernel));
        }
        else
        {
            epilogue.Accept(visitor);
        }
    }

    private static ProductShape Partial(ProductShape shape, int outputs)
    {
        shape.SplitOutput = outputs;
        shape.BiasRow = 0;
        shape.BiasColumn = 0;
        return shape;
    }

    /// <summary>The elements of an operand that may have none.</summary>
    private static ArrayView<V> Elements<V>(Tensor tensor)
        where V : unmanaged => Count(tensor) == 0 ? ArrayView<V>.Empty : View<V>(tensor);

    /// <summary>Starts a product's kernel with the function that an epilogue holds.</summary>
    private sealed class ProductStart<P>(GpuBackend backend, P product, ProductPlan plan, ProductShape shape, Tensor? bias, Tensor y)
        : IEpilogueVisitor<bool>
        where P : struct, IProduct
    {
        public bool Visit<K>(K kernel)
            where K : struct, IUnaryKernel
        {
            var launch = new ProductLaunch<P, K> { Backend = backend, Kernel = kernel, Product = product, Plan = plan, Shape = shape, Bias = bias, Y = y };
            Lanes.Floating(y.DType, ref launch);
            return true;
        }
    }

    private struct ProductLaunch<P, K> : IFloatingLaunch
        where P : struct, IProduct
        where K : struct, IUnaryKernel
    {
        public GpuBackend Backend;
        public K Kernel;
        public P Product;
        public ProductPlan Plan;
        public ProductShape Shape;
        public Tensor? Bias;
        public Tensor Y;

        public readonly void Run<V>()
            where V : unmanaged, ILane<V>, IScalarLane<V>
        {
            var launch = new ProductTileLaunch<P, K, V> { Of = this };
            Tiles.Choose<V, ProductTileLaunch<P, K, V>>(Plan.Tile, ref launch);
        }
    }

    private struct ProductTileLaunch<P, K, V> : ITileLaunch<V>
        where P : struct, IProduct
        where K : struct, IUnaryKernel
        where V : unmanaged, ILane<V>
    {
        public ProductLaunch<P, K> Of;

        public readonly void Run<T>()
            where T : unmanaged, ITile<V>
        {
            int groups = checked(Of.Shape.RowTiles * Of.Shape.ColumnTiles * Of.Shape.Batches * Of.Plan.Splits);
            using Lock.Scope scope = Of.Backend.Launch();
            Of.Product.Start<T, K, V>(
                new KernelConfig(groups, T.Threads), Of.Kernel, ViewOrEmpty<V>(Of.Bias), View<V>(Of.Y), Of.Shape);
        }
    }

    /// <summary>Starts the kernel that adds the parts of sums, with the function that an epilogue holds.</summary>
    private sealed class SplitStart(GpuBackend backend, Tensor parts, int splits, Tensor? bias, Divider columns, Tensor y)
        : IEpilogueVisitor<bool>
    {
        public bool Visit<K>(K kernel)
            where K : struct, IUnaryKernel
        {
            var launch = new SplitLaunch<K> { Backend = backend, Kernel = kernel, Parts = parts, Splits = splits, Bias = bias, Columns = columns, Y = y };
            Lanes.Floating(y.DType, ref launch);
            return true;
        }
    }

    private struct SplitLaunch<K> : IFloatingLaunch
        where K : struct, IUnaryKernel
    {
        public GpuBackend Backend;
        public K Kernel;
        public Tensor Parts;
        public int Splits;
        public Tensor? Bias;
        public Divider Columns;
        public Tensor Y;

        public readonly void Run<V>()
            where V : unmanaged, ILane<V>, IScalarLane<V>
        {
            int length = Count(Y);
            int groups = (length + SplitKernels.Outputs - 1) / SplitKernels.Outputs;
            using Lock.Scope scope = Backend.Launch();
            Splitting<K, V>.Finish.On(Backend)(
                new KernelConfig(groups, SplitKernels.Threads),
                Kernel,
                View<V>(Parts),
                ViewOrEmpty<V>(Bias),
                View<V>(Y),
                length,
                Splits,
                Columns,
                Bias == null ? (byte)0 : (byte)1);
        }
    }

    private static class Splitting<K, V>
        where K : struct, IUnaryKernel
        where V : unmanaged, ILane<V>
    {
        public static readonly GpuKernel<Action<KernelConfig, K, ArrayView<V>, ArrayView<V>, ArrayView<V>, int, int, Divider, byte>> Finish = new(
            static device => device.LoadStreamKernel<K, ArrayView<V>, ArrayView<V>, ArrayView<V>, int, int, Divider, byte>(SplitKernels.Finish));
    }
}
