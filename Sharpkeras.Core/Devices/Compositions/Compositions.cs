using Sharpkeras.Kernels;

namespace Sharpkeras.Devices;

/// <summary>Fused operations as compositions of primitives.</summary>
internal static class Compositions
{
    public static void Dense(
        Backend backend, Tensor x, Tensor w, Tensor? bias, Epilogue? epilogue, Tensor y, int rows, int k, int n)
    {
        backend.MatMul(x, w, y, 1, rows, n, k, false, false);
        Finish(backend, bias, epilogue, y);
    }

    public static void DenseKernelGradient(Backend backend, Tensor x, Tensor dz, Tensor dw, Tensor? dbias, int rows, int k, int n)
    {
        backend.MatMul(x, dz, dw, 1, k, n, rows, true, false);
        BiasGradient(backend, dz, dbias, rows, n);
    }

    /// <summary>The sum over the rows of dz [rows, n], where a bias wants it.</summary>
    public static void BiasGradient(Backend backend, Tensor dz, Tensor? dbias, int rows, int n)
    {
        if (dbias != null)
        {
            backend.Reduce(default(SumReduction), dz, dbias, 1, rows, n);
        }
    }

    public static void MeanUpdate(Backend backend, Tensor values, double factor, double divisor, double weight, Tensor total, Tensor count)
    {
        using var scope = new TensorScope();
        Tensor sum = backend.Rent(Shape.Scalar, values.DType);
        backend.Reduce(default(SumReduction), values, sum, 1, checked((int)values.Length), 1);
        if (factor != 1)
        {
            backend.NumberBinary(default(MultiplyKernel), sum, backend.Constant(factor, sum.DType), sum);
        }

        if (divisor != 1)
        {
            backend.Binary(default(DivideKernel), sum, backend.Constant(divisor, sum.DType), sum);
        }

        backend.NumberBinary(default(AddKernel), total, sum, total);
        backend.NumberBinary(default(AddKernel), count, backend.Constant(weight, count.DType), count);
    }

    /// <summary>Adds a bias along the last axis and applies an activation, in place.</summary>
    public static void Finish(Backend backend, Tensor? bias, Epilogue? epilogue, Tensor y)
    {
        if (bias != null)
        {
            backend.NumberBinary(default(AddKernel), y, bias, y);
        }

        epilogue?.Accept(new EpilogueApplier(backend, y));
    }

    /// <summary>The gradient before an activation from the activation's output and the gradient after it, which may be the same tensor.</summary>
    public static void EpilogueGradient(Backend backend, Epilogue epilogue, Tensor y, Tensor dy, Tensor dz) =>
        epilogue.Accept(new EpilogueBackward(backend, y, dy, dz));

    public static void Dropout(Backend backend, Tensor x, Tensor y, double rate, ulong key, ulong counter)
    {
        using var scope = new TensorScope();
        Tensor uniform = backend.Rent(x.Shape, x.DType);
        backend.RandomUniform(uniform, key, counter, 0, 1);
        Tensor kept = backend.Rent(x.Shape, DType.Bool);
        backend.Compare(default(AtLeastKernel), uniform, backend.Constant(rate, x.DType), kept);
        Tensor scaled = backend.Rent(x.Shape, x.DType);
        backend.NumberBinary(default(MultiplyKernel), x, backend.Constant(1 / (1 - rate), x.DType), scaled);
        backend.Select(kept, scaled, backend.Constant(0, x.DType), y);
    }

    private readonly struct AtLeastKernel : ICompareKernel
    {
        public V Compare<V>(V a, V b)
            where V : struct, INumberLane<V> => V.GreaterOrEqual(a, b);
    }

    private sealed class EpilogueApplier(Backend backend, Tensor y) : IEpilogueVisitor<bool>
    {
        public bool Visit<K>(K kernel)
            where K : struct, IUnaryKernel
        {
            backend.Unary(kernel, y, y);
            return true;
        }
    }

    private sealed class EpilogueBackward(Backend backend, Tensor y, Tensor dy, Tensor dz) : IEpilogueVisitor<bool>
    {
        public bool Visit<K>(K kernel)
            where K : struct, IUnaryKernel
        {
            backend.UnaryGradient(kernel, null, y, dy, dz);
            return true;
        }
    }
}
