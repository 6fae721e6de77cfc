using Sharpkeras.Diagnostics;

namespace Sharpkeras.Examples.Tutorial;

/// <summary>The tutorial's operations with the values that it prints.</summary>
internal static class OperationsChapter
{
    public static void Run(Checks checks)
    {
        Elementwise(checks);
        Sums(checks);
        Losses(checks);
    }

    private static void Elementwise(Checks checks)
    {
        Tensor x = new[] { 1f, -2, 0, 4, -5, 6 };
        checks.Values("relu", Ops.Relu(x), [6], 1, 0, 0, 4, 0, 6);
        foreach (DType type in (DType[])[DType.Int8, DType.Int16, DType.Int32, DType.Int64, DType.Float64])
        {
            checks.Values($"relu of {type.KerasName()}", Ops.Relu(x.Cast(type)), [6], 1, 0, 0, 4, 0, 6);
        }

        checks.Values("square", Ops.Square(x), [6], 1, 4, 0, 16, 25, 36);
        checks.Values("squared difference", Ops.SquaredDifference(new[] { 1f, -2, 0, 4 }, new[] { 3f, 3, -1, 4 }), [4], 4, 25, 1, 0);
        checks.Values("a + 1", Ops.Constant(new[,] { { 1f, 2f }, { 1f, 2f } }) + 1, [2, 2], 2, 3, 2, 3);
        checks.Values("matmul", Ops.MatMul(new[,] { { 1f, 2f }, { 3f, 4f } }, new[,] { { 5f, 6f }, { 7f, 8f } }), [2, 2], 19, 22, 43, 50);
    }

    private static void Sums(Checks checks)
    {
        Tensor x = new[,] { { 1f, 1f }, { 2f, 2f } };
        checks.Values("mean", Ops.Mean(x), [], 1.5);
        checks.Values("mean of columns", Ops.Mean(x, axis: 0), [2], 1.5, 1.5);
        checks.Values("mean of rows", Ops.Mean(x, axis: 1), [2], 1, 2);
        checks.Values("mean of rows, kept as a column", Ops.Mean(x, axis: 1, keepDims: true), [2, 1], 1, 2);
        checks.Values("bias add", Ops.BiasAdd(new[,] { { 1f, 2f }, { 1f, 2f } }, new[] { 2f, 1f }), [2, 2], 3, 3, 3, 3);
        checks.Refused<ShapeException>("a bias of a wrong length", () => Ops.BiasAdd(x, new[] { 2f, 1f, 1f }));
    }

    /// <summary>Of labels z and logits x: max(x, 0) − x·z + ln(1 + e^−|x|).</summary>
    private static void Losses(Checks checks)
    {
        double[] labels = [1, 1, 1, 0, 0, 1, 0], logits = [1, 2, 3, 4, 5, 6, 7];
        double[] losses = [.. labels.Zip(logits, (z, x) => x - (x * z) + Math.Log(1 + Math.Exp(-x)))];
        checks.Values("sigmoid cross-entropy, float64", Ops.SigmoidCrossEntropyWithLogits(labels, logits), [7], losses);
        Tensor single = Ops.SigmoidCrossEntropyWithLogits(((Tensor)labels).Cast(DType.Float32), ((Tensor)logits).Cast(DType.Float32));
        checks.Values("sigmoid cross-entropy, float32", single, [7], losses);
        checks.Values(
            "softmax cross-entropy", Ops.SparseSoftmaxCrossEntropyWithLogits(new[] { 0, 1 }, new[,] { { 0f, 0f }, { 0f, MathF.Log(3) } }), [2], Math.Log(2), Math.Log(4.0 / 3));
    }
}
