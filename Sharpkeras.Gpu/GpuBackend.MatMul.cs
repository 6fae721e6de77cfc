using ILGPU;
using ILGPU.Runtime;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Gpu.Kernels.Products;
using Sharpkeras.Gpu.Runtime;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu;

/// <summary>Products of matrices.</summary>
internal sealed partial class GpuBackend
{
    public override void MatMul(Tensor a, Tensor b, Tensor y, int batch, int m, int n, int k, bool transposeA, bool transposeB)
    {
        if (y.Length > 0)
        {
            Matrices(new MatrixProduct(a, b, m, n, k, transposeA, transposeB), batch, m, n, k, null, null, y);
        }
    }

    public override void Dense(Tensor x, Tensor w, Tensor? bias, Epilogue? epilogue, Tensor y, int rows, int k, int n)
    {
        if (y.Length > 0)
        {
            Matrices(new MatrixProduct(x, w, rows, n, k, false, false), 1, rows, n, k, bias, epilogue, y);
        }
    }

    public override void DenseKernelGradient(Tensor x, Tensor dz, Tensor dw, Tensor? dbias, int rows, int k, int n)
    {
        if (!Follows(dbias, dw) || dw.Length == 0)
        {
            base.DenseKernelGradient(x, dz, dw, dbias, rows, k, n);
            return;
        }

        var shape = new ProductShape
        {
            Rows = k + 1,
            Columns = n,
            Steps = rows,
            Batches = 1,
            OutputRow = n,
            OutputColumn = 1,
        };
        Tensor target = Both(dw, dbias!);
        Multiply(new DenseGradientProduct(x, dz, rows, k, n), Plan(shape, target), shape, null, null, target);
    }

    /// <summary>Whether a bias's gradient lies right behind that of its kernel, so that both are the rows of one matrix.</summary>
    private static bool Follows(Tensor? dbias, Tensor dw) =>
        dbias != null && ReferenceEquals(dbias.Storage, dw.Storage) && dbias.Offset == dw.Offset + dw.Length;

    private static Tensor Both(Tensor dw, Tensor dbias) => dw.View([checked((int)(dw.Length + dbias.Length))], dw.Offset);

    /// <summary>The product as it is, or its transpose where that has the columns of a narrow tile.</summary>
    private void Matrices(MatrixProduct product, int batch, int m, int n, int k, Tensor? bias, Epilogue? epilogue, Tensor y)
    {
        int outputs = Count(y);
        var shape = new ProductShape
        {
            Rows = m,
            Columns = n,
            Steps = k,
            Batches = batch,
            LeftBatch = product.A.Length == (long)m * k ? 0 : m * k,
            RightBatch = product.B.Length == (long)k * n ? 0 : k * n,
            OutputBatch = outputs / batch,
            OutputRow = n,
            OutputColumn = 1,
            BiasColumn = bias == null ? 0 : 1,
        };
        ProductPlan plan = ProductPlan.Choose(m, n, k, batch, Units, y.DType.Size());
        if (m < n && m <= 64)
        {
            ProductPlan turned = ProductPlan.Choose(n, m, k, batch, Units, y.DType.Size());
            if (turned.Clocks < plan.Clocks)
            {
                plan = turned;
                product = product.Turned();
                shape = Turned(shape);
            }
        }

        shape.LeftAlong = product.Left.Along;
        shape.RightAlong = product.Right.Along;
        Multiply(product, plan, shape, bias, epilogue, y);
    }

    /// <summary>The shape of the transposed product, whose output still lies as before.</summary>
    private static ProductShape Turned(ProductShape shape) => shape with
    {
        Rows = shape.Columns,
        Columns = shape.Rows,
        LeftBatch = shape.RightBatch,
        RightBatch = shape.LeftBatch,
        OutputRow = shape.OutputColumn,
        OutputColumn = shape.OutputRow,
        BiasRow = shape.BiasColumn,
        BiasColumn = shape.BiasRow,
    };

    /// <summary>Both operands as matrices in memory.</summary>
    private readonly struct MatrixProduct : IProduct
    {
        public MatrixProduct(Tensor a, Tensor b, int m, int n, int k, bool transposeA, bool transposeB)
            : this(a, b, new Strides(m, k, transposeA ? 1 : k, transposeA ? m : 1), new Strides(n, k, transposeB ? k : 1, transposeB ? 1 : n))
        {
        }

        private MatrixProduct(Tensor a, Tensor b, Strides left, Strides right)
        {
            A = a;
            B = b;
            Left = left;
            Right = right;
        }

        public Tensor A { get; }

        public Tensor B { get; }

        public Strides Left { get; }

        public Strides Right { get; }

        /// <summary>The transposed product: of the right operand's transpose and the left one's.</summary>
        public MatrixProduct Turned() => new(B, A, Right, Left);

        public void Start<T, K, V>(KernelConfig config, K kernel, ArrayView<V> bias, ArrayView<V> y, ProductShape shape)
            where T : unmanaged, ITile<V>
            where K : struct, IUnaryKernel
            where V : unmanaged, ILane<V> =>
            MatrixProducts<T, K, V>.Product.On((GpuBackend)Of(A))(
                config, kernel, Left.Operand<V>(), Right.Operand<V>(), Elements<V>(A), Elements<V>(B), bias, y, shape);
    }

    /// <summary>xᵀ with a row of ones, times dz.</summary>
    private readonly struct DenseGradientProduct(Tensor x, Tensor dz, int rows, int k, int n) : IProduct
    {
        public void Start<T, K, V>(KernelConfig config, K kernel, ArrayView<V> bias, ArrayView<V> y, ProductShape shape)
            where T : unmanaged, ITile<V>
            where K : struct, IUnaryKernel
            where V : unmanaged, ILane<V> =>
            DenseGradients<T, V>.Kernel.On((GpuBackend)Of(dz))(
                config,
                new OnesOperand<StridedOperand<V>, V>(new StridedOperand<V>(k, rows, 1, k), k),
                new StridedOperand<V>(n, rows, 1, n),
                Elements<V>(x),
                Elements<V>(dz),
                y,
                shape);
    }

    private static class DenseGradients<T, V>
        where T : unmanaged, ITile<V>
        where V : unmanaged, ILane<V>
    {
        public static readonly GpuKernel<Action<
            KernelConfig, OnesOperand<StridedOperand<V>, V>, StridedOperand<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ProductShape>> Kernel = new(
            static device => device.LoadStreamKernel<
                OnesOperand<StridedOperand<V>, V>, StridedOperand<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ProductShape>(
                MatMulKernels.KernelGradient<T, V>));
    }

    /// <summary>The numbers of a matrix [rows, steps], the right one of a product by its columns.</summary>
    private readonly record struct Strides(int Rows, int Steps, int Row, int Step)
    {
        /// <summary>Whether the elements lie side by side along the sum.</summary>
        public byte Along => Step == 1 && Steps > 1 ? (byte)1 : (byte)0;

        public StridedOperand<V> Operand<V>()
            where V : unmanaged => new(Rows, Steps, Row, Step);
    }

    private static class MatrixProducts<T, K, V>
        where T : unmanaged, ITile<V>
        where K : struct, IUnaryKernel
        where V : unmanaged, ILane<V>
    {
        public static readonly GpuKernel<Action<
            KernelConfig, K, StridedOperand<V>, StridedOperand<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ProductShape>> Product = new(
            static device => device.LoadStreamKernel<
                K, StridedOperand<V>, StridedOperand<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ArrayView<V>, ProductShape>(
                MatMulKernels.Product<T, K, V>));
    }
}
