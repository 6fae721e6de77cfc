using Sharpkeras.Diagnostics;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>What operations say to arguments that do not fit.</summary>
[Category("Kernels")]
public sealed class OpArgumentTests
{
    private static Tensor Lstm(Shape x, Shape w, Shape u, Shape state, Tensor? mask = null) =>
        Ops.LSTMSequence(Ops.Zeros(x), Ops.Zeros(w), Ops.Zeros(u), null, Ops.Zeros(state), Ops.Zeros(state), mask).Outputs;

    private static IEnumerable<TestCaseData> Cases() =>
    [
        Case("reshape", () => Ops.Zeros([2, 3]).Reshape([4]), typeof(ShapeException), "reshape", "6 elements", "[2, 3]", "[4]"),
        Case("reshape to nothing known", () => Ops.Zeros([2, 3]).Reshape([-1, -1]), typeof(ShapeException), "only one dimension can be -1"),
        Case("reshape of no elements", () => Ops.Zeros([0, 3]).Reshape([0, -1]), typeof(ShapeException), "reshape"),
        Case("sum over an axis", () => Ops.Zeros([2, 3]).Sum(2), typeof(ArgumentOutOfRangeException), "sum", "axis 2", "[2, 3]"),
        Case("sum over an axis twice", () => Ops.Zeros([2, 3]).Sum([1, -1]), typeof(ArgumentException), "named twice"),
        Case("argmax of nothing", () => Ops.Zeros([2, 0]).ArgMax(1), typeof(ShapeException), "argmax", "no values"),
        Case("transpose", () => Ops.Zeros([2, 3]).Transpose([0, 0]), typeof(ArgumentException), "each axis", "[0, 0]"),
        Case("concatenate", () => Ops.Concatenate([Ops.Zeros([2, 3]), Ops.Zeros([2, 4])]),
            typeof(ShapeException), "concatenate", "[2, 3]", "[2, 4]"),
        Case("concatenate nothing", () => Ops.Concatenate([]), typeof(ArgumentException), "at least one"),
        Case("stack", () => Ops.Stack([Ops.Zeros([2]), Ops.Zeros([3])]), typeof(ShapeException), "stack"),
        Case("pad", () => Ops.Zeros([2, 3]).Pad([(1, 1)]), typeof(ShapeException), "pair", "[2, 3]"),
        Case("pad negative", () => Ops.Zeros([2]).Pad([(-1, 1)]), typeof(ArgumentException), "negative"),
        Case("pad with a fraction", () => Ops.Zeros([2], DType.UInt8).Pad([(1, 1)], 0.5), typeof(DTypeException), "pad", "0.5", "uint8"),
        Case("pad with what does not fit", () => Ops.Zeros([2], DType.UInt8).Pad([(1, 1)], -1),
            typeof(DTypeException), "pad", "-1", "uint8"),
        Case("sequences of rank 2", () => Lstm([2, 3], [3, 8], [2, 8], [2, 2]), typeof(ShapeException), "lstm", "[batch, steps, inputs]", "[2, 3]"),
        Case("recurrent kernel", () => Lstm([2, 5, 3], [3, 8], [2, 6], [2, 2]), typeof(ShapeException), "lstm", "4 · units", "[2, 6]"),
        Case("kernel of a sequence", () => Lstm([2, 5, 3], [4, 8], [2, 8], [2, 2]), typeof(ShapeException), "kernel", "[4, 8]", "[3, 8]"),
        Case("state of a sequence", () => Lstm([2, 5, 3], [3, 8], [2, 8], [3, 2]), typeof(ShapeException), "state", "[3, 2]", "[2, 2]"),
        Case("mask of a sequence", () => Lstm([2, 5, 3], [3, 8], [2, 8], [2, 2], Ops.Ones([2, 4], DType.Bool)), typeof(ShapeException), "mask", "[2, 4]"),
        Case("mask of numbers", () => Lstm([2, 5, 3], [3, 8], [2, 8], [2, 2], Ops.Ones([2, 5])), typeof(DTypeException), "Boolean", "float32"),
        Case("squeeze", () => Ops.Zeros([2, 3]).Squeeze(0), typeof(ShapeException), "length 1"),
        Case("expand_dims", () => Ops.Zeros([2, 3]).ExpandDims(4), typeof(ArgumentOutOfRangeException), "axis 4"),
        Case("broadcast_to", () => Ops.Zeros([2, 3]).BroadcastTo([2, 1]), typeof(ShapeException), "broadcast_to"),
        Case("tile", () => Ops.Zeros([2]).Tile([0]), typeof(ArgumentOutOfRangeException), "tile", "positive"),
        Case("repeat", () => Ops.Zeros([2]).Repeat(-1), typeof(ArgumentOutOfRangeException), "repeat", "positive"),
        Case("take outside", () => Ops.Zeros([3]).Take(new[] { 0, 3 }), typeof(ArgumentException), "take", "[-3, 2]", "3 at place 1"),
        Case("take with floats", () => Ops.Zeros([3]).Take(Ops.Zeros([1])), typeof(DTypeException), "int32 or int64", "float32"),
        Case("one_hot", () => Ops.Arange(3).OneHot(0), typeof(ArgumentOutOfRangeException), "one_hot"),
        Case("where", () => Ops.Where(Ops.Zeros([1]), Ops.Zeros([1]), Ops.Zeros([1])), typeof(DTypeException), "Boolean"),
        Case("logical_and", () => Ops.Zeros([1]).LogicalAnd(Ops.Zeros([1])), typeof(DTypeException), "logical_and", "float32"),
        Case("add of Booleans", () => Ops.Ones([1], DType.Bool) + Ops.Ones([1], DType.Bool), typeof(DTypeException), "add", "bool"),
        Case("clip", () => Ops.Zeros([1]).Clip(1, 0), typeof(ArgumentException), "clip", "1 and 0"),
        Case("clip integers", () => Ops.Zeros([1], DType.UInt8).Clip(-1, 3), typeof(DTypeException), "clip", "-1", "uint8"),
        Case("relu maximum", () => Ops.Zeros([1]).Relu(maxValue: -1), typeof(ArgumentOutOfRangeException), "relu", "maxValue", "-1"),
        Case("relu slope", () => Ops.Zeros([1]).Relu(double.NaN), typeof(ArgumentOutOfRangeException), "relu", "negativeSlope", "NaN"),
        Case("relu of integers", () => Ops.Zeros([1], DType.Int32).Relu(0.1), typeof(DTypeException), "leaky_relu", "int32"),
        Case("leaky_relu", () => Ops.Zeros([1]).LeakyRelu(double.PositiveInfinity), typeof(ArgumentOutOfRangeException), "negativeSlope", "Infinity"),
        Case("elu", () => Ops.Zeros([1]).Elu(double.NaN), typeof(ArgumentOutOfRangeException), "elu", "alpha", "NaN"),
        Case("celu", () => Ops.Zeros([1]).Celu(0), typeof(ArgumentOutOfRangeException), "celu", "alpha", "Received 0"),
        Case("hard_shrink", () => Ops.Zeros([1]).HardShrink(-1), typeof(ArgumentOutOfRangeException), "hard_shrink", "threshold", "-1"),
        Case("soft_shrink", () => Ops.Zeros([1]).SoftShrink(-1), typeof(ArgumentOutOfRangeException), "soft_shrink", "threshold", "-1"),
        Case("squareplus", () => Ops.Zeros([1]).Squareplus(-1), typeof(ArgumentOutOfRangeException), "squareplus", "-1"),
        Case("glu", () => Ops.Zeros([2, 3]).Glu(), typeof(ShapeException), "glu", "even", "[2, 3]"),
        Case("isclose", () => Ops.Zeros([1]).Isclose(Ops.Zeros([1]), rtol: -1), typeof(ArgumentOutOfRangeException), "isclose", "rtol", "-1"),
        Case("bitwise_and of floats", () => Ops.Zeros([1]).BitwiseAnd(Ops.Zeros([1])), typeof(DTypeException), "bitwise_and", "integers", "float32"),
        Case("bitwise_not of floats", () => Ops.Zeros([1]).BitwiseNot(), typeof(DTypeException), "bitwise_not", "float32"),
        Case("gcd of two types", () => Ops.Zeros([1], DType.Int32).Gcd(Ops.Zeros([1], DType.Int64)), typeof(DTypeException), "gcd", "int64"),
        Case("fabs of integers", () => Ops.Zeros([1], DType.Int32).Fabs(), typeof(DTypeException), "fabs", "int32"),
        Case("dropout rate", () => Ops.Dropout(Ops.Zeros([1]), 1.5), typeof(ArgumentOutOfRangeException), "dropout", "rate", "1.5"),
        Case("dropout pattern", () => Ops.Dropout(Ops.Zeros([1, 3]), 0.5, noiseShape: [2, 3]), typeof(ShapeException), "dropout", "[2, 3]", "[1, 3]"),
        Case("local_response_normalization", () => Ops.Zeros([1, 3]).Lrn(), typeof(ShapeException), "local_response_normalization", "rank 4", "[1, 3]"),
        Case("lrn radius", () => Ops.Zeros([1, 1, 1, 3]).Lrn(-1), typeof(ArgumentOutOfRangeException), "depthRadius", "-1"),
        Case("log_poisson_loss", () => Ops.LogPoissonLoss(Ops.Zeros([1]), Ops.Zeros([2])), typeof(ShapeException), "log_poisson_loss", "[1]", "[2]"),
        Case("adaptive_average_pool", () => Ops.Zeros([1, 2, 3, 4, 5]).AdaptiveAveragePool([1]), typeof(ShapeException), "rank 4", "[1, 2, 3, 4, 5]"),
        Case("adaptive_max_pool of nothing", () => Ops.Zeros([1, 0, 4]).AdaptiveMaxPool([1]), typeof(ShapeException), "adaptive_max_pool", "no places"),
        Case("adaptive_max_pool to nothing", () => Ops.Zeros([1, 3, 4]).AdaptiveMaxPool([0]), typeof(ArgumentOutOfRangeException), "outputSize", "0"),
        Case("adaptive_max_pool to three sizes", () => Ops.Zeros([1, 3, 4, 2]).AdaptiveMaxPool([1, 2, 3]), typeof(ArgumentException), "outputSize", "[1, 2, 3]"),
        Case("correlate", () => Ops.Zeros([2, 3]).Correlate(Ops.Zeros([2])), typeof(ShapeException), "correlate", "[2, 3]"),
        Case("correlate of nothing", () => Ops.Zeros([0]).Correlate(Ops.Zeros([2])), typeof(ShapeException), "correlate", "not empty"),
        Case("attention heads", () => Attention([1, 2, 4, 3], [1, 2, 3, 3]), typeof(ShapeException), "dot_product_attention", "[1, 2, 4, 3]", "multiple"),
        Case("attention rank", () => Attention([1, 2, 3], [1, 2, 3]), typeof(ShapeException), "dot_product_attention", "[1, 2, 3]"),
        Case("attention mask", () => Attention([1, 2, 4, 3], [1, 2, 4, 3], mask: Ops.Ones([2, 2])), typeof(DTypeException), "Boolean", "float32"),
        Case("attention bias", () => Attention([1, 2, 4, 3], [1, 2, 4, 3], bias: Ops.Ones([3, 1, 1, 1])), typeof(ShapeException), "bias", "[3, 1, 1, 1]"),
        Case("softmax over an axis twice", () => Ops.Zeros([2, 3]).Softmax([1, -1]), typeof(ArgumentException), "softmax", "named twice"),
        Case("matmul", () => Ops.Zeros([2, 3]).MatMul(Ops.Zeros([4, 2])), typeof(ShapeException), "matmul", "[2, 3] and [4, 2]"),
        Case("matmul of a scalar", () => Ops.Zeros([]).MatMul(Ops.Zeros([1])), typeof(ShapeException), "matmul"),
        Case("matmul batches", () => Ops.Zeros([2, 1, 1]).MatMul(Ops.Zeros([3, 1, 1])), typeof(ShapeException), "matmul", "broadcast"),
        Case("bias_add", () => Ops.Zeros([2, 3]).BiasAdd(Ops.Zeros([2])), typeof(ShapeException), "bias_add", "[2, 3] and [2]"),
        Case("bias_add channels first", () => Ops.Zeros([2, 3, 4]).BiasAdd(Ops.Zeros([4]), DataFormat.ChannelsFirst),
            typeof(ShapeException), "bias_add", "second", "[2, 3, 4] and [4]"),
        Case("conv2d strides over the batch", () => Image(4).Conv2D(Ops.Zeros([3, 3, 1, 2]), [2, 1, 1, 1], Padding.Same),
            typeof(ArgumentException), "conv2d", "strides", "[1, rows, columns, 1]", "[2, 1, 1, 1]"),
        Case("conv2d strides over the channels", () => Image(4).Conv2D(Ops.Zeros([3, 3, 1, 2]), [1, 1, 1, 2], Padding.Same),
            typeof(ArgumentException), "[1, 1, 1, 2]"),
        Case("conv2d dilations of the other format",
            () => Image(4).Conv2D(Ops.Zeros([3, 3, 4, 2]), [1], Padding.Same, DataFormat.ChannelsFirst, [1, 2, 2, 1]),
            typeof(ArgumentException), "conv2d", "dilations", "[1, 1, rows, columns]", "[1, 2, 2, 1]"),
        Case("max_pool three numbers", () => Image(4).MaxPool2D([1, 2, 2], [2], Padding.Valid),
            typeof(ArgumentException), "max_pool", "ksize", "[1, 2, 2]"),
        Case("average_pool no numbers", () => Image(4).AveragePool2D([2], [], Padding.Valid),
            typeof(ArgumentException), "average_pool", "strides", "[]"),
        Case("constant with too many", () => Ops.Constant(new[] { 1, 2, 3 }, shape: [2]), typeof(ShapeException), "constant", "3 values", "[2]"),
        Case("constant of nothing", () => Ops.Constant(Array.Empty<int>(), shape: [2]), typeof(ShapeException), "0 values"),
        Case("constant verified", () => Ops.Constant(new[] { 1, 2 }, shape: [2, 1], verifyShape: true),
            typeof(ShapeException), "constant", "[2, 1]", "Received [2]"),
        Case("constant number verified", () => Ops.Constant(1, shape: [2], verifyShape: true), typeof(ShapeException), "[2]", "Received []"),
        Case("constant of a fraction", () => Ops.Constant(new[] { 1.5 }, DType.Int32), typeof(DTypeException), "constant", "1.5", "int32"),
        Case("constant that does not fit", () => Ops.Constant(300, DType.UInt8), typeof(DTypeException), "constant", "300", "uint8"),
        Case("constant of an unknown shape", () => Ops.Constant(1, shape: [-1]), typeof(ShapeException), "constant", "[?]"),
        Case("normal", () => Ops.Normal([2], stddev: -1), typeof(ArgumentOutOfRangeException), "normal", "stddev", "-1"),
        Case("normal without end", () => Ops.Normal([2], double.NaN), typeof(ArgumentOutOfRangeException), "normal", "mean", "NaN"),
        Case("normal integers", () => Ops.Normal([2], dtype: DType.Int32), typeof(DTypeException), "normal", "int32", "RandInt"),
        Case("truncated_normal", () => Ops.TruncatedNormal([2], stddev: double.PositiveInfinity),
            typeof(ArgumentOutOfRangeException), "truncated_normal", "stddev", "Infinity"),
        Case("uniform", () => Ops.Uniform([2], 1, 0), typeof(ArgumentOutOfRangeException), "uniform", "maxval", "1 and 0"),
        Case("uniform of an unknown shape", () => Ops.Uniform([-1, 2]), typeof(ShapeException), "uniform", "[?, 2]"),
        Case("randint", () => Ops.RandInt([2], 3, 3), typeof(ArgumentOutOfRangeException), "randint", "3 and 3"),
        Case("randint that does not fit", () => Ops.RandInt([2], 0, 257, DType.UInt8), typeof(DTypeException), "randint", "256", "uint8"),
        Case("randint of fractions", () => Ops.RandInt([2], 0, 2, DType.Float32), typeof(DTypeException), "randint", "float32"),
        Case("shuffle of a scalar", () => Ops.Zeros([]).Shuffle(), typeof(ArgumentOutOfRangeException), "shuffle"),
        Case("dropout rate", () => Ops.Zeros([2]).Dropout(1.5), typeof(ArgumentOutOfRangeException), "dropout", "rate", "1.5"),
        Case("dropout pattern", () => Ops.Zeros([2, 3]).Dropout(0.5, [2, 2]), typeof(ShapeException), "dropout", "[2, 2]", "[2, 3]"),
        Case("softmax of a scalar", () => Ops.Zeros([]).Softmax(), typeof(ArgumentOutOfRangeException), "softmax"),
        Case("conv2d rank", () => Ops.Zeros([5, 5, 1]).Conv2D(Ops.Zeros([3, 3, 1, 2])),
            typeof(ShapeException), "conv2d", "rank 4", "[5, 5, 1]"),
        Case("conv2d kernel", () => Image(4).Conv2D(Ops.Zeros([5, 3, 1, 2])),
            typeof(ShapeException), "conv2d", "larger than its input", "height 5 over 4"),
        Case("conv2d dilated kernel", () => Image(4).Conv2D(Ops.Zeros([3, 3, 1, 2]), dilation: (1, 2)),
            typeof(ShapeException), "width 5 over 4"),
        Case("conv2d channels", () => Image(4).Conv2D(Ops.Zeros([3, 3, 2, 2])),
            typeof(ShapeException), "channels", "[1, 4, 4, 1]", "[3, 3, 2, 2]"),
        Case("conv2d groups", () => Ops.Zeros([1, 4, 4, 4]).Conv2D(Ops.Zeros([1, 1, 2, 3]), groups: 2), typeof(ShapeException), "groups 2"),
        Case("conv2d strides", () => Image(4).Conv2D(Ops.Zeros([3, 3, 1, 2]), strides: (0, 1)),
            typeof(ArgumentOutOfRangeException), "strides"),
        Case("max_pool", () => Image(4).MaxPool2D((5, 1)), typeof(ShapeException), "max_pool", "height 5 over 4", "same"),
        Case("average_pool rank", () => Ops.Zeros([4, 4]).AveragePool2D((2, 2)), typeof(ShapeException), "average_pool", "rank 4"),
        Case("label too large", () => Sparse(new[] { 0, 3 }), typeof(ArgumentException), "label", "[0, 2]", "3 at place 1"),
        Case("label negative", () => Sparse(new[] { -1, 0 }), typeof(ArgumentException), "label", "-1 at place 0"),
        Case("labels of another count", () => Sparse(new[] { 0 }), typeof(ShapeException), "[1]", "[2, 3]"),
        Case("one-hot shape", () => Ops.CategoricalCrossentropy(Ops.Zeros([2, 4]), Ops.Ones([2, 3])),
            typeof(ShapeException), "[2, 4] and [2, 3]"),
        Case("one-hot type", () => Ops.CategoricalCrossentropy(Ops.Zeros([1, 1], DType.Int32), Ops.Ones([1, 1])),
            typeof(DTypeException), "int32"),
        Case("binary shape", () => Ops.BinaryCrossentropy(Ops.Zeros([2]), Ops.Ones([3])), typeof(ShapeException), "binary_crossentropy"),
        Case("arange", () => Ops.Arange(-1), typeof(ArgumentOutOfRangeException), "count"),
        Case("eye", () => Ops.Eye(0), typeof(ArgumentOutOfRangeException), "eye"),
    ];

    [TestCaseSource(nameof(Cases))]
    [NoLeak]
    public void Refused(Func<Tensor> action, Type exception, string[] words)
    {
        using var scope = new TensorScope();
        Exception? thrown = Assert.Catch(() => action());
        Assert.That(thrown, Is.InstanceOf(exception));
        foreach (string word in words)
        {
            Assert.That(thrown!.Message, Does.Contain(word));
        }
    }

    private static Tensor Image(int size) => Ops.Zeros([1, size, size, 1]);

    private static Tensor Sparse(Tensor labels) => Ops.SparseCategoricalCrossentropy(labels, Ops.Ones([2, 3]));

    private static Tensor Attention(Shape query, Shape key, Tensor? bias = null, Tensor? mask = null) =>
        Ops.DotProductAttention(Ops.Zeros(query), Ops.Zeros(key), Ops.Zeros(key), bias, mask);

    private static TestCaseData Case(string name, Func<Tensor> action, Type exception, params string[] words) =>
        new TestCaseData(action, exception, words).SetArgDisplayNames(name);
}
