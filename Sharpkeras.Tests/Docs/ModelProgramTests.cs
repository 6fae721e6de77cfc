using Sharpkeras.Layers;
using Sharpkeras.Metrics;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Docs;

/// <summary>The programs of <c>docs/models.md</c>.</summary>
[TestFixture]
public sealed class ModelProgramTests
{
    [Test]
    public void Chains()
    {
        var model = new Sequential([
            new InputLayer([28, 28, 1]),
            new Conv2D(8, 3, activation: "relu", name: "conv"),
            new Flatten(),
            new Dense(10, activation: "softmax"),
        ]);
        Assert.That(model.Variables["conv/kernel"].Shape.Rank, Is.EqualTo(4));
    }

    [Test]
    public void Graphs()
    {
        Tensor image = Keras.Input([28, 28, 1], name: "image");
        Tensor size = Keras.Input([2], name: "size");
        var conv = new Conv2D(8, 3, padding: Padding.Same, activation: "relu", name: "conv");
        Tensor x = conv.Call(image);
        x = new Conv2D(8, 3, padding: Padding.Same, name: "conv2").Call(x) + x;
        x = new GlobalAveragePooling2D().Call(Ops.Relu(x));
        x = new Concatenate().Call([x, size / 100]);
        Tensor digit = new Dense(10, activation: "softmax", name: "digit").Call(x);
        Tensor weight = new Dense(1, name: "weight").Call(x);
        var model = new Functional((Tensor[])[image, size], (Tensor[])[digit, weight]);
        model.Compile(
            new Adam(1e-3),
            loss: new Dictionary<string, string> { ["digit"] = "sparse_categorical_crossentropy", ["weight"] = "mse" },
            lossWeights: new Dictionary<string, double> { ["weight"] = 0.1 },
            metrics: new Dictionary<string, MetricArgument> { ["digit"] = "accuracy" });
        var data = (Images: Ops.Ones([6, 28, 28, 1]), Sizes: Ops.Ones([6, 2]), Digits: Ops.Zeros([6], DType.Int32), Weights: Ops.Ones([6, 1]));
        model.Fit(
            new Dictionary<string, Tensor> { ["image"] = data.Images, ["size"] = data.Sizes },
            new Dictionary<string, Tensor> { ["digit"] = data.Digits, ["weight"] = data.Weights },
            verbosity: Verbosity.Silent);

        // a part of it is a model too, with the same weights
        var features = new Functional(image, conv.Output);
        Tensor maps = features.Predict(data.Images);
        Tensor same = model.Activations((Tensor[])[data.Images, data.Sizes])["conv"];
        Assert.That(maps.ToArray<float>(), Is.EqualTo(same.ToArray<float>()));
    }

    [Test]
    public void Classes()
    {
        var model = new Denoiser();
        model.Build([-1, 8]);
        model.Compile(new Adam(0.01), loss: "mse");
        Tensor x = Ops.Ones([16, 8]);
        History history = model.Fit(x, x, epochs: 3, verbosity: Verbosity.Silent);
        Assert.That(history.Names, Is.EquivalentTo(new[] { "loss", "activity" }));
        var gan = new Steps();
        gan.Compile("sgd");
        Assert.That(gan.Fit(x, x, verbosity: Verbosity.Silent).Names, Is.EqualTo(new[] { "own_loss" }));
    }

    private sealed class Denoiser : Model
    {
        private readonly Dense inner = new(4, activation: "relu");
        private readonly Dense outer = new(8);

        protected override Tensor Forward(Tensor input, CallContext context)
        {
            Tensor code = inner.Call(input, context);
            AddLoss(1e-3 * Ops.Sum(Ops.Abs(code)));
            AddMetric(Ops.Mean(code), "activity");
            return outer.Call(code, context);
        }
    }

    private sealed class Steps : Model
    {
        private readonly Dense dense = new(8);
        private readonly Mean ownLoss = new("own_loss");

        protected override Tensor Forward(Tensor input, CallContext context) => dense.Call(input, context);

        protected override StepResult TrainStep(Batch batch)
        {
            using var tape = new GradientTape();
            using var call = new StepCall(training: true);
            Tensor output = Call(batch.X, call.Context);
            Tensor loss = Ops.Mean(Ops.SquaredDifference(output, batch.Y[0]));
            Optimizer.Apply(tape.Gradient(loss, TrainableVariables), TrainableVariables);
            ownLoss.UpdateState(loss);
            return ReportMetrics();
        }
    }
}
