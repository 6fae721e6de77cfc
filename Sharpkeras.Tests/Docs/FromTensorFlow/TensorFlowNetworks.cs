using static Sharpkeras.Tests.Docs.TensorFlowRow;

namespace Sharpkeras.Tests.Docs;

/// <summary>What <c>tf.nn</c> has.</summary>
internal static class TensorFlowNetworks
{
    public static TensorFlowRow[] Functions()
    {
        Tensor x = new[] { 1f, -2, 0, 8 };
        Tensor a = new[,] { { 1f, 2f }, { 1f, 2f } };
        return
        [
            Of("tf.nn.relu(x)", () => Ops.Relu(x), "[1, 0, 0, 8]"),
            Of("tf.nn.relu(tf.cast(x, tf.int8))", () => Ops.Relu(x.Cast(DType.Int8)), "[1, 0, 0, 8]"),
            Of("tf.nn.relu6(x)", () => Ops.Relu6(x), "[1, 0, 0, 6]"),
            Of("tf.nn.leaky_relu(x, alpha=0.2)", () => Ops.LeakyRelu(x, 0.2), "[1, -0.4, 0, 8]"),
            Of("tf.nn.elu(x)", () => Ops.Elu(x), "[1, -0.8647, 0, 8]"),
            Of("tf.sigmoid(x)", () => Ops.Sigmoid(x), "[0.7311, 0.1192, 0.5, 0.9997]"),
            Of("tf.tanh(x)", () => Ops.Tanh(x), "[0.7616, -0.964, 0, 1]"),
            Of("tf.nn.softplus(x)", () => Ops.Softplus(x), "[1.3133, 0.1269, 0.6931, 8.0003]"),
            Of("tf.nn.softmax(a)", () => Ops.Softmax(a), "[[0.2689, 0.7311], [0.2689, 0.7311]]"),
            Of("tf.nn.log_softmax(a)", () => Ops.LogSoftmax(a), "[[-1.3133, -0.3133], [-1.3133, -0.3133]]"),
            Of("tf.nn.bias_add(a, [2.0, 1.0])", () => Ops.BiasAdd(a, new[] { 2f, 1f }), "[[3, 3], [3, 3]]"),
            Of("tf.nn.bias_add(a, b, data_format=\"NCHW\")", () => Ops.BiasAdd(a, new[] { 2f, 1f }, DataFormat.ChannelsFirst), "[[3, 3], [3, 3]]"),
            Of("tf.nn.dropout(x, keep_prob=1.0)", () => Ops.Dropout(x, rate: 0), "[1, -2, 0, 8]"),
            Of("tf.nn.dropout(a, 0.5, noise_shape=[2, 1], seed=1)", () => Ops.Dropout(a, 0.5, noiseShape: [2, 1], seed: 1).Shape, "[2, 2]"),
            Of("tf.nn.l2_loss(x)", () => Ops.L2Loss(x), "34.5"),
            Of("tf.nn.l2_normalize([3.0, 4.0], 0)", () => Ops.L2Normalize(new[] { 3f, 4f }, 0), "[0.6, 0.8]"),
            Of("tf.nn.embedding_lookup(a, [1, 0])", () => Ops.Take(a, new[] { 1, 0 }, axis: 0), "[[1, 2], [1, 2]]"),
            Of("tf.nn.in_top_k(a, [1, 0], 1)", () => Ops.InTopK(new[] { 1, 0 }, a, 1), "[true, false]"),
        ];
    }

    public static TensorFlowRow[] Windows()
    {
        Tensor image = Ops.Arange(25, DType.Float32).Reshape([1, 5, 5, 1]);
        Tensor kernel = Ops.Ones([3, 3, 1, 1]);
        Tensor first = image.Reshape([1, 1, 5, 5]);
        return
        [
            Of("tf.nn.conv2d(image, kernel, strides=[1, 2, 2, 1], padding=\"VALID\")", () => Ops.Conv2D(image, kernel, strides: [1, 2, 2, 1], padding: Padding.Valid), "[[[[54], [72]], [[144], [162]]]]"),
            Of("tf.nn.conv2d(image, kernel, [1, 2, 2, 1], \"SAME\")", () => Ops.Conv2D(image, kernel, [1, 2, 2, 1], Padding.Same).Shape, "[1, 3, 3, 1]"),
            Of("tf.nn.conv2d(first, kernel, [1, 1, 2, 2], \"VALID\", data_format=\"NCHW\")", () => Ops.Conv2D(first, kernel, [1, 1, 2, 2], Padding.Valid, DataFormat.ChannelsFirst), "[[[[54, 72], [144, 162]]]]"),
            Of("tf.nn.conv2d(image, kernel, 1, \"VALID\", dilations=2)", () => Ops.Conv2D(image, kernel, [1], Padding.Valid, dilations: [2]), "[[[[108]]]]"),
            Of("tf.nn.max_pool(image, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding=\"VALID\")", () => Ops.MaxPool2D(image, ksize: [1, 2, 2, 1], strides: [1, 2, 2, 1], padding: Padding.Valid), "[[[[6], [8]], [[16], [18]]]]"),
            Of("tf.nn.max_pool(image, 2, 2, \"SAME\")", () => Ops.MaxPool2D(image, (2, 2), padding: Padding.Same), "[[[[6], [8], [9]], [[16], [18], [19]], [[21], [23], [24]]]]"),
            Of("tf.nn.avg_pool(image, [1, 2, 2, 1], [1, 2, 2, 1], \"VALID\")", () => Ops.AveragePool2D(image, [1, 2, 2, 1], [1, 2, 2, 1], Padding.Valid), "[[[[3], [5]], [[13], [15]]]]"),
            Of("tf.nn.depthwise_conv2d(image, kernel, [1, 2, 2, 1], \"VALID\")", () => Ops.DepthwiseConv2D(image, kernel, strides: (2, 2)), "[[[[54], [72]], [[144], [162]]]]"),
            Of("tf.nn.conv2d_transpose(image, kernel, [1, 7, 7, 1], 1, \"VALID\")", () => Ops.Conv2DTranspose(image, kernel, [1, 7, 7, 1], (1, 1), Padding.Valid).Shape, "[1, 7, 7, 1]"),
            Of("tf.pad(image, [[0, 0], [2, 2], [2, 2], [0, 0]])", () => Ops.Pad(image, [(0, 0), (2, 2), (2, 2), (0, 0)]).Shape, "[1, 9, 9, 1]"),
        ];
    }
}
