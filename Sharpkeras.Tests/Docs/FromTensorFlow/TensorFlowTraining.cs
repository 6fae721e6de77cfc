using Sharpkeras.Initializers;
using Sharpkeras.Losses;
using Sharpkeras.Metrics;
using Sharpkeras.Optimizers;
using Sharpkeras.Optimizers.Schedules;
using Sharpkeras.Regularizers;
using static Sharpkeras.Tests.Docs.TensorFlowRow;
using MeanSquaredError = Sharpkeras.Losses.MeanSquaredError;
using SparseCategoricalCrossentropy = Sharpkeras.Losses.SparseCategoricalCrossentropy;

namespace Sharpkeras.Tests.Docs;

/// <summary>Losses, gradients, optimizers.</summary>
internal static class TensorFlowTraining
{
    public static TensorFlowRow[] Losses()
    {
        Tensor labels = new[] { 1f, 0f };
        Tensor logits = new[] { 0f, 2f };
        Tensor scores = new[,] { { 0f, 0f }, { 0f, 2f } };
        return
        [
            Of("tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits)", () => Ops.SigmoidCrossEntropyWithLogits(labels, logits), "[0.6931, 2.1269]"),
            Of("tf.nn.softmax_cross_entropy_with_logits(labels=tf.one_hot([0, 0], 2), logits=scores)", () => Ops.SoftmaxCrossEntropyWithLogits(Ops.OneHot(new[] { 0, 0 }, 2), scores), "[0.6931, 2.1269]"),
            Of("tf.nn.sparse_softmax_cross_entropy_with_logits(labels=[0, 0], logits=scores)", () => Ops.SparseSoftmaxCrossEntropyWithLogits(new[] { 0, 0 }, scores), "[0.6931, 2.1269]"),
            Of("tf.losses.mean_squared_error(labels, logits)", () => new MeanSquaredError().Call(labels, logits), "2.5"),
            Of("tf.losses.absolute_difference(labels, logits)", () => Ops.Mean(Ops.Abs(labels - logits)), "1.5"),
            Of("tf.losses.sparse_softmax_cross_entropy([0, 0], scores)", () => new SparseCategoricalCrossentropy(fromLogits: true).Call(new[] { 0, 0 }, scores), "1.41"),
            Of("tf.metrics.accuracy([0, 1], predicted)", () => { var metric = new Accuracy(); metric.UpdateState(new[] { 0, 1 }, new[] { 0, 0 }); return metric.Result(); }, "0.5"),
            Of("tf.gradients(tf.square(logits), logits)", () => { using var tape = new GradientTape(); tape.Watch(logits); return tape.Gradient(Ops.Sum(Ops.Square(logits)), logits).ToArray<float>(); }, "[0, 4]"),
            Of("tf.stop_gradient(logits)", () => Ops.StopGradient(logits), "[0, 2]"),
            Of("tf.contrib.layers.l2_regularizer(0.1)", () => new L2(0.1).Call(logits), "0.4"),
            Of("tf.contrib.layers.xavier_initializer()", () => new GlorotUniform().Call([2, 3]).Shape, "[2, 3]"),
            Of("tf.truncated_normal_initializer(stddev=0.1)", () => new TruncatedNormal(stddev: 0.1).Call([2, 3]).Shape, "[2, 3]"),
            Of("tf.constant_initializer(0.1)", () => new Constant(0.1).Call([2]), "[0.1, 0.1]"),
        ];
    }

    public static TensorFlowRow[] Optimizers()
    {
        var w = new Variable(new[] { 1f, 2f }, "w");
        Tensor gradient = new[] { 1f, -1f };
        var optimizer = new SGD(0.1);
        return
        [
            Of("tf.train.GradientDescentOptimizer(0.1)", () => new SGD(0.1).LearningRate, "0.1"),
            Of("tf.train.MomentumOptimizer(0.1, 0.9, use_nesterov=True)", () => new SGD(0.1, momentum: 0.9, nesterov: true).Momentum, "0.9"),
            Of("tf.train.AdamOptimizer(1e-3)", () => new Adam(1e-3).Beta1, "0.9"),
            Of("tf.train.RMSPropOptimizer(0.01)", () => new RMSprop(0.01).Rho, "0.9"),
            Of("tf.train.AdagradOptimizer(0.01)", () => new Adagrad(0.01).LearningRate, "0.01"),
            Of("tf.train.AdadeltaOptimizer(0.01)", () => new Adadelta(0.01).LearningRate, "0.01"),
            Of("tf.train.FtrlOptimizer(0.01)", () => new Ftrl(0.01).LearningRate, "0.01"),
            Of("optimizer.apply_gradients([(gradient, w)])", () => { optimizer.Apply([gradient], [w]); return w; }, "[0.9, 2.1]"),
            Of("optimizer.minimize(tf.reduce_sum(tf.square(w)))", () => { using var tape = new GradientTape(); optimizer.Apply(tape.Gradient(Ops.Sum(Ops.Square(w)), [w]), [w]); return w; }, "[0.8, 1.6]"),
            Of("tf.train.get_global_step()", () => optimizer.Iterations, "0"),
            Of("tf.train.exponential_decay(0.1, step, 100, 0.5)", () => new ExponentialDecay(0.1, decaySteps: 100, decayRate: 0.5).Call(200), "0.025"),
            Of("tf.train.piecewise_constant(step, [10], [0.1, 0.01])", () => new PiecewiseConstantDecay([10], [0.1, 0.01]).Call(11), "0.01"),
            Of("tf.clip_by_norm(gradient, 1.0)", () => new Adam(clipnorm: 1).Clipnorm, "1"),
            Of("tf.clip_by_global_norm(gradients, 1.0)", () => new Adam(globalClipnorm: 1).GlobalClipnorm, "1"),
        ];
    }
}
