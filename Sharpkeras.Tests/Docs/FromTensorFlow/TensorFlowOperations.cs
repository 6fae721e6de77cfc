using static Sharpkeras.Tests.Docs.TensorFlowRow;

namespace Sharpkeras.Tests.Docs;

/// <summary>Operations on values and shapes.</summary>
internal static class TensorFlowOperations
{
    public static TensorFlowRow[] Arithmetic()
    {
        Tensor x = new[] { 1f, -2, 4 };
        Tensor y = new[] { 3f, 3, 4 };
        Tensor a = new[,] { { 1f, 2f }, { 3f, 4f } };
        return
        [
            Of("tf.add(x, y), x + y", () => x + y, "[4, 1, 8]"),
            Of("tf.subtract(x, y)", () => x - y, "[-2, -5, 0]"),
            Of("tf.multiply(x, y)", () => x * y, "[3, -6, 16]"),
            Of("tf.divide(y, x)", () => y / x, "[3, -1.5, 1]"),
            Of("tf.mod(y, x)", () => y % x, "[0, -1, 0]"),
            Of("tf.matmul(a, a)", () => Ops.MatMul(a, a), "[[7, 10], [15, 22]]"),
            Of("tf.matmul(a, a, transpose_b=True)", () => Ops.MatMul(a, Ops.Transpose(a)), "[[5, 11], [11, 25]]"),
            Of("tf.negative(x)", () => -x, "[-1, 2, -4]"),
            Of("tf.abs(x)", () => Ops.Abs(x), "[1, 2, 4]"),
            Of("tf.sign(x)", () => Ops.Sign(x), "[1, -1, 1]"),
            Of("tf.square(x)", () => Ops.Square(x), "[1, 4, 16]"),
            Of("tf.squared_difference(x, y)", () => Ops.SquaredDifference(x, y), "[4, 25, 0]"),
            Of("tf.sqrt(y)", () => Ops.Sqrt(y), "[1.7321, 1.7321, 2]"),
            Of("tf.rsqrt(y)", () => Ops.Rsqrt(y), "[0.5774, 0.5774, 0.5]"),
            Of("tf.pow(y, x)", () => Ops.Power(y, x), "[3, 0.1111, 256]"),
            Of("tf.exp(x)", () => Ops.Exp(x), "[2.7183, 0.1353, 54.5982]"),
            Of("tf.log(y)", () => Ops.Log(y), "[1.0986, 1.0986, 1.3863]"),
            Of("tf.sin(x)", () => Ops.Sin(x), "[0.8415, -0.9093, -0.7568]"),
            Of("tf.floor(x / 3)", () => Ops.Floor(x / 3), "[0, -1, 1]"),
            Of("tf.round(x / 3)", () => Ops.Round(x / 3), "[0, -1, 1]"),
            Of("tf.maximum(x, y)", () => Ops.Maximum(x, y), "[3, 3, 4]"),
            Of("tf.minimum(x, y)", () => Ops.Minimum(x, y), "[1, -2, 4]"),
            Of("tf.clip_by_value(x, -1, 1)", () => Ops.Clip(x, -1, 1), "[1, -1, 1]"),
            Of("tf.cast(x / 3, tf.int32)", () => (x / 3).Cast(DType.Int32), "[0, 0, 1]"),
        ];
    }

    public static TensorFlowRow[] Sums()
    {
        Tensor a = new[,] { { 1f, 1f }, { 2f, 2f } };
        Tensor x = new[] { 1f, -2, 4 };
        Tensor y = new[] { 3f, -2, 0 };
        return
        [
            Of("tf.reduce_mean(a)", () => Ops.Mean(a), "1.5"),
            Of("tf.reduce_mean(a, 0)", () => Ops.Mean(a, 0), "[1.5, 1.5]"),
            Of("tf.reduce_mean(a, axis=1, keepdims=True)", () => Ops.Mean(a, axis: 1, keepDims: true), "[[1], [2]]"),
            Of("tf.reduce_sum(a, [0, 1])", () => Ops.Sum(a, [0, 1]), "6"),
            Of("tf.reduce_max(a, 0)", () => Ops.Max(a, 0), "[2, 2]"),
            Of("tf.reduce_min(a)", () => Ops.Min(a), "1"),
            Of("tf.reduce_prod(a)", () => Ops.Prod(a), "4"),
            Of("tf.reduce_all(a > 0)", () => Ops.All(a > 0), "true"),
            Of("tf.reduce_any(a > 2)", () => Ops.Any(a > 2), "false"),
            Of("tf.reduce_logsumexp(a)", () => Ops.Logsumexp(a), "3.0064"),
            Of("tf.argmax(x)", () => Ops.ArgMax(x), "2"),
            Of("tf.argmin(a, 1)", () => Ops.ArgMin(a, 1), "[0, 0]"),
            Of("tf.cumsum(x)", () => Ops.Cumsum(x), "[1, -1, 3]"),
            Of("tf.nn.moments(a, [0])", () => Ops.Moments(a, [0]).Variance, "[0.25, 0.25]"),
            Of("tf.equal(x, y)", () => Ops.Equal(x, y), "[false, true, false]"),
            Of("tf.greater(x, y), x > y", () => x > y, "[false, false, true]"),
            Of("tf.less_equal(x, y)", () => x <= y, "[true, true, false]"),
            Of("tf.logical_and(x > 0, y > 0)", () => Ops.LogicalAnd(x > 0, y > 0), "[true, false, false]"),
            Of("tf.logical_not(x > 0)", () => Ops.LogicalNot(x > 0), "[false, true, false]"),
            Of("tf.where(x > y, x, y)", () => Ops.Where(x > y, x, y), "[3, -2, 4]"),
        ];
    }

    public static TensorFlowRow[] Shapes()
    {
        Tensor a = new[,] { { 1, 2, 3 }, { 4, 5, 6 } };
        Tensor x = new[] { 7, 8 };
        return
        [
            Of("tf.shape(a)", () => a.Shape, "[2, 3]"),
            Of("tf.rank(a)", () => a.Rank, "2"),
            Of("tf.size(a)", () => a.Length, "6"),
            Of("a.dtype", () => a.DType, "int32"),
            Of("tf.reshape(a, [3, -1])", () => Ops.Reshape(a, [3, -1]), "[[1, 2], [3, 4], [5, 6]]"),
            Of("tf.transpose(a)", () => Ops.Transpose(a), "[[1, 4], [2, 5], [3, 6]]"),
            Of("tf.expand_dims(x, 1)", () => Ops.ExpandDims(x, 1), "[[7], [8]]"),
            Of("tf.squeeze(tf.ones([1, 2]))", () => Ops.Squeeze(Ops.Ones([1, 2])), "[1, 1]"),
            Of("tf.concat([x, x], 0)", () => Ops.Concatenate([x, x], 0), "[7, 8, 7, 8]"),
            Of("tf.stack([x, x])", () => Ops.Stack([x, x]), "[[7, 8], [7, 8]]"),
            Of("tf.unstack(a)[1]", () => Ops.Unstack(a)[1], "[4, 5, 6]"),
            Of("tf.split(a, 3, axis=1)[0]", () => Ops.Split(a, 3, axis: 1)[0], "[[1], [4]]"),
            Of("tf.tile(x, [2])", () => Ops.Tile(x, [2]), "[7, 8, 7, 8]"),
            Of("tf.pad(x, [[1, 2]])", () => Ops.Pad(x, [(1, 2)]), "[0, 7, 8, 0, 0]"),
            Of("tf.slice(a, [0, 1], [2, 2])", () => Ops.Slice(a, [0, 1], [2, 2]), "[[2, 3], [5, 6]]"),
            Of("a[:, 1:]", () => a[.., 1..], "[[2, 3], [5, 6]]"),
            Of("tf.gather(a, [1, 0])", () => Ops.Take(a, new[] { 1, 0 }, axis: 0), "[[4, 5, 6], [1, 2, 3]]"),
            Of("tf.reverse(x, [0])", () => Ops.Flip(x, 0), "[8, 7]"),
            Of("tf.one_hot([0, 2], 3)", () => Ops.OneHot(new[] { 0, 2 }, 3), "[[1, 0, 0], [0, 0, 1]]"),
            Of("tf.nn.top_k(x, 1).values", () => Ops.TopK(x, 1).Values, "[8]"),
            Of("tf.image.resize(images, [4, 4])", () => Ops.Resize(Ops.Ones([1, 2, 2, 1]), (4, 4)).Shape, "[1, 4, 4, 1]"),
        ];
    }
}
