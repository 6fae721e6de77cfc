using Sharpkeras.Initializers;
using Sharpkeras.Models;
using static Sharpkeras.Tests.Docs.TensorFlowRow;

namespace Sharpkeras.Tests.Docs;

/// <summary>Constants, placeholders, variables, random numbers, sessions.</summary>
internal static class TensorFlowValues
{
    public static TensorFlowRow[] Rows()
    {
        Tensor a = new[,] { { 1f, 2f }, { 3f, 4f } };
        var w = new Variable(a, "w");
        return
        [
            Of("tf.constant([1, 2, 3, 4])", () => Ops.Constant(new[] { 1, 2, 3, 4 }), "[1, 2, 3, 4]"),
            Of("tf.constant(-1.0, shape=[2, 3])", () => Ops.Constant(-1.0, shape: [2, 3]), "[[-1, -1, -1], [-1, -1, -1]]"),
            Of("tf.constant([1, 2, 3], shape=[2, 3])", () => Ops.Constant(new[] { 1, 2, 3 }, shape: [2, 3]), "[[1, 2, 3], [3, 3, 3]]"),
            Of("tf.constant([1, 2], shape=[2], verify_shape=True)", () => Ops.Constant(new[] { 1, 2 }, shape: [2], verifyShape: true), "[1, 2]"),
            Of("tf.constant(3.0, dtype=tf.float64)", () => Ops.Constant(3, DType.Float64), "3"),
            Of("tf.convert_to_tensor(array)", () => Tensor.From(new[,] { { 1f, 2f } }), "[[1, 2]]"),
            Of("tf.zeros([2, 2])", () => Ops.Zeros([2, 2]), "[[0, 0], [0, 0]]"),
            Of("tf.ones([2], tf.int32)", () => Ops.Ones([2], DType.Int32), "[1, 1]"),
            Of("tf.fill([2], 9.0)", () => Ops.Full([2], 9), "[9, 9]"),
            Of("tf.zeros_like(a)", () => Ops.ZerosLike(a), "[[0, 0], [0, 0]]"),
            Of("tf.ones_like(a)", () => Ops.OnesLike(a), "[[1, 1], [1, 1]]"),
            Of("tf.eye(2)", () => Ops.Eye(2), "[[1, 0], [0, 1]]"),
            Of("tf.range(3)", () => Ops.Arange(3), "[0, 1, 2]"),
            Of("tf.range(3, 18, 3)", () => Ops.Arange(3, 18, 3), "[3, 6, 9, 12, 15]"),
            Of("tf.linspace(10.0, 12.0, 3)", () => Ops.Linspace(10, 12, 3), "[10, 11, 12]"),
            Of("tf.placeholder(tf.float32, [None, 3])", () => Keras.Input([3]).Shape, "[?, 3]"),
            Of("session.run(y, feed_dict={x: data})", () => { Tensor x = Keras.Input([2]); return new Functional(x, x * 2).Predict(a); }, "[[2, 4], [6, 8]]"),
            Of("session.run(a + 1)", () => (a + 1).ToArray<float>(), "[2, 3, 4, 5]"),
            Of("tf.Variable(a, name=\"w\")", () => new Variable(a, "w").ToString(), "w [2, 2] float32"),
            Of("tf.Variable(a, dtype=tf.float64, expected_shape=[2, 2])", () => new Variable(a, dtype: DType.Float64, shape: [2, 2]), "[[1, 2], [3, 4]]"),
            Of("tf.Variable(0, trainable=False)", () => new Variable(Ops.Constant(0), trainable: false).Trainable, "false"),
            Of("tf.get_variable(\"w\", [2, 3])", () => new Variable(new GlorotUniform().Call([2, 3]), "w").Shape, "[2, 3]"),
            Of("session.run(w)", () => w.Value, "[[1, 2], [3, 4]]"),
            Of("w.assign(a * 2)", () => { w.Assign(a * 2); return w; }, "[[2, 4], [6, 8]]"),
            Of("w.assign_add(a)", () => { w.AssignAdd(a); return w; }, "[[2, 4], [6, 8]]"),
            Of("w.assign_sub(a)", () => { w.AssignSub(a); return w; }, "[[0, 0], [0, 0]]"),
            Of("w.read_value()", () => w.Snapshot(), "[[1, 2], [3, 4]]"),
            Of("tf.truncated_normal([2, 3], stddev=0.1)", () => Ops.TruncatedNormal([2, 3], stddev: 0.1).Shape, "[2, 3]"),
            Of("tf.random_normal([2, 3], mean=1.0)", () => Ops.Normal([2, 3], mean: 1).Shape, "[2, 3]"),
            Of("tf.random_uniform([2, 3], -1, 1, seed=1)", () => Ops.Uniform([2, 3], -1, 1, seed: 1).Shape, "[2, 3]"),
            Of("tf.random_uniform([4], 0, 10, tf.int32)", () => Ops.RandInt([4], 0, 10).DType, "int32"),
            Of("tf.random_shuffle(a)", () => Ops.Shuffle(a).Shape, "[2, 2]"),
            Of("tf.set_random_seed(1)", () => Keras.SetRandomSeed(1)),
            Of("with tf.device(\"/cpu:0\"):", () => { using var there = Device.Use(Device.Cpu); return Ops.Zeros([2]).Device; }, "cpu"),
        ];
    }
}
