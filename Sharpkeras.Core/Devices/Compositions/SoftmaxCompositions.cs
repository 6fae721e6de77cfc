using Sharpkeras.Kernels;

namespace Sharpkeras.Devices;

/// <summary>Softmax, its logarithm and cross-entropy along rows [rows, n].</summary>
internal static class SoftmaxCompositions
{
    public static void Softmax(Backend backend, Tensor x, Tensor y, int rows, int n)
    {
        using var scope = new TensorScope();
        Tensor matrix = Matrix(x, rows, n);
        Tensor result = Matrix(y, rows, n);
        backend.NumberBinary(default(SubtractKernel), matrix, Fold(backend, default(MaxReduction), matrix), result);
        backend.Unary(default(ExpKernel), result, result);
        backend.Binary(default(DivideKernel), result, Fold(backend, default(SumReduction), result), result);
    }

    public static void SoftmaxGradient(Backend backend, Tensor y, Tensor dy, Tensor dx, int rows, int n)
    {
        using var scope = new TensorScope();
        Tensor output = Matrix(y, rows, n);
        Tensor weighted = backend.Rent([rows, n], y.DType);
        backend.NumberBinary(default(MultiplyKernel), output, Matrix(dy, rows, n), weighted);
        Tensor result = Matrix(dx, rows, n);
        Tensor sums = Fold(backend, default(SumReduction), weighted);
        backend.NumberBinary(default(SubtractKernel), Matrix(dy, rows, n), sums, result);
        backend.NumberBinary(default(MultiplyKernel), result, output, result);
    }

    public static void LogSoftmax(Backend backend, Tensor x, Tensor y, int rows, int n)
    {
        using var scope = new TensorScope();
        Tensor matrix = Matrix(x, rows, n);
        Tensor result = Matrix(y, rows, n);
        backend.NumberBinary(default(SubtractKernel), matrix, Fold(backend, default(MaxReduction), matrix), result);
        Tensor powers = backend.Rent([rows, n], x.DType);
        backend.Unary(default(ExpKernel), result, powers);
        Tensor sums = Fold(backend, default(SumReduction), powers);
        backend.Unary(default(LogKernel), sums, sums);
        backend.NumberBinary(default(SubtractKernel), result, sums, result);
    }

    public static void LogSoftmaxGradient(Backend backend, Tensor y, Tensor dy, Tensor dx, int rows, int n)
    {
        using var scope = new TensorScope();
        Tensor weighted = backend.Rent([rows, n], y.DType);
        backend.Unary(default(ExpKernel), Matrix(y, rows, n), weighted);
        Tensor gradient = Matrix(dy, rows, n);
        backend.NumberBinary(default(MultiplyKernel), weighted, Fold(backend, default(SumReduction), gradient), weighted);
        backend.NumberBinary(default(SubtractKernel), gradient, weighted, Matrix(dx, rows, n));
    }

    public static void SparseCrossEntropy(
        Backend backend, Tensor logits, Tensor labels, Tensor losses, Tensor softmax, int rows, int n)
    {
        using var scope = new TensorScope();
        Softmax(backend, logits, softmax, rows, n);
        Tensor logarithms = backend.Rent([rows, n], logits.DType);
        LogSoftmax(backend, logits, logarithms, rows, n);
        Tensor hot = backend.Rent([rows, n], logits.DType);
        backend.OneHot(labels, hot, n);
        Tensor chosen = backend.Rent([rows, n], logits.DType);
        backend.NumberBinary(default(MultiplyKernel), Finite(backend, logarithms), hot, chosen);
        Tensor sums = Fold(backend, default(SumReduction), chosen);

        // A label outside the classes has no one in its row: 0 / 0 marks its loss.
        Tensor found = Fold(backend, default(SumReduction), hot);
        backend.Binary(default(DivideKernel), sums, found, sums);
        Tensor zero = backend.Constant(0, logits.DType);
        backend.NumberBinary(default(SubtractKernel), zero, sums, losses.View([rows, 1], losses.Offset));
    }

    public static void SparseCrossEntropyGradient(
        Backend backend, Tensor softmax, Tensor labels, Tensor dlosses, Tensor dlogits, int rows, int n)
    {
        using var scope = new TensorScope();
        Tensor hot = backend.Rent([rows, n], softmax.DType);
        backend.OneHot(labels, hot, n);
        Tensor result = Matrix(dlogits, rows, n);
        backend.NumberBinary(default(SubtractKernel), Matrix(softmax, rows, n), hot, result);
        backend.NumberBinary(default(MultiplyKernel), result, dlosses.View([rows, 1], dlosses.Offset), result);
    }

    /// <summary>Minus infinity times zero would be no number: the lowest finite value stands for it.</summary>
    private static Tensor Finite(Backend backend, Tensor x)
    {
        double lowest = x.DType == DType.Float32 ? float.MinValue : double.MinValue;
        Tensor y = backend.Rent(x.Shape, x.DType);
        backend.NumberBinary(default(MaximumKernel), x, backend.Constant(lowest, x.DType), y);
        return y;
    }

    private static Tensor Matrix(Tensor x, int rows, int n) => x.View([rows, n], x.Offset);

    private static Tensor Fold<K>(Backend backend, K kernel, Tensor matrix)
        where K : struct, IReduceKernel
    {
        Tensor result = backend.Rent([matrix.Shape[0], 1], matrix.DType);
        backend.Reduce(kernel, matrix, result, matrix.Shape[0], matrix.Shape[1], 1);
        return result;
    }
}
