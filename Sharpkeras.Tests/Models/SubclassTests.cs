using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Metrics;
using Sharpkeras.Models;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Models;

/// <summary>Models of one's own: steps, losses and metrics that they add, what they report, and what they may forget.</summary>
[OnDevices]
public sealed class SubclassTests
{
    private static readonly float[,] Rows = { { 1, -2 }, { 0.5f, 0 }, { 3, 4 }, { -1, 2 } };
    private static readonly float[,] Targets = { { 1 }, { 0 }, { 2 }, { 1 } };

    [Test]
    public void MetricsThatLayersAddAreReported()
    {
        var model = new Reporting();
        model.Compile("sgd", loss: "mse");
        History history = model.Fit(Rows, Targets, batchSize: 1, epochs: 2, shuffle: false, verbosity: Verbosity.Silent);
        Assert.That(history["size"], Is.EqualTo(new[] { 1.6875, 1.6875 }).Within(1e-6), "the mean of |x|");
        Evaluation evaluation = model.Evaluate(Rows, Targets, batchSize: 2, verbosity: Verbosity.Silent);
        Assert.That(evaluation["size"], Is.EqualTo(1.6875).Within(1e-6));
        Assert.That(model.Predict(Rows).Shape, Is.EqualTo(Shape.Create([4, 1])));
    }

    [Test]
    public void LossesThatLayersAddCount()
    {
        var model = new Reporting { Extra = 10 };
        model.Compile("sgd", loss: "mse");
        double with = model.Evaluate(Rows, Targets, verbosity: Verbosity.Silent).Loss;
        model.Extra = 0;
        Assert.That(with, Is.EqualTo(model.Evaluate(Rows, Targets, verbosity: Verbosity.Silent).Loss + 10).Within(1e-5));
    }

    [Test]
    public void AStepOfOnesOwnReportsMetricsInFields()
    {
        var model = new Two();
        model.Compile("sgd");
        History history = model.Fit(Rows, Targets, epochs: 3, batchSize: 2, verbosity: Verbosity.Silent);
        Assert.That(history.Names, Is.EquivalentTo(new[] { "left_loss", "right_loss" }));
        Assert.That(history["left_loss"][2], Is.LessThan(history["left_loss"][0]), "it learns");
        Assert.That(history["right_loss"], Is.EqualTo(new double[] { 7, 7, 7 }), "it is reset at each epoch");
        Assert.That(model.Metrics.Select(metric => metric.Name), Does.Contain("left_loss"));
    }

    [Test]
    public void AStepThatReturnsNothingIsNamed()
    {
        var model = new Forgetful();
        model.Compile("sgd");
        Assert.That(
            () => model.Fit(Rows, Targets, verbosity: Verbosity.Silent),
            Throws.InvalidOperationException.With.Message.Contains("TrainStep of Forgetful").And.Message.Contains("UpdateMetrics"));
    }

    [Test]
    public void AModelWithoutAComputationIsNamed()
    {
        var model = new Empty();
        Assert.That(() => model.Predict(Rows), Throws.InvalidOperationException.With.Message.Contains("Empty").And.Message.Contains("Forward"));
    }

    [Test]
    public void ALayerMadeInForwardIsSaid()
    {
        var warnings = new List<string>();
        void Listen(string warning) => warnings.Add(warning);
        Log.Warning += Listen;
        try
        {
            new Careless(name: "careless").Predict(Rows);
        }
        finally
        {
            Log.Warning -= Listen;
        }

        Assert.That(warnings.Single(warning => warning.Contains("careless", StringComparison.Ordinal)), Does.Contain("lost").And.Contain("field"));
    }

    [Test]
    public void AClassDerivedFromFunctionalTrainsInItsOwnWay()
    {
        Tensor input = Keras.Input([2]);
        var model = new Counting(input, new Dense(1).Call(input));
        model.Compile("sgd", loss: "mse");
        model.Fit(Rows, Targets, epochs: 2, batchSize: 2, verbosity: Verbosity.Silent);
        Assert.That(model.Steps, Is.EqualTo(4));
        Assert.That(model.Name, Does.StartWith("counting"));
    }

    [Test]
    public void InputsByNameReachTheComputation()
    {
        var model = new ByName();
        model.Compile("sgd", loss: "mse");
        Tensors x = new Dictionary<string, Tensor> { ["right"] = (Tensor)Rows * 2, ["left"] = Rows };
        double loss = model.Evaluate(x, Ops.Zeros([4, 2]), batchSize: 3, verbosity: Verbosity.Silent).Loss;
        Assert.That(loss, Is.EqualTo(((Tensor)Rows).Square().Mean().Item<double>()).Within(1e-5));
        Assert.That(() => model.Evaluate(new Dictionary<string, Tensor> { ["left"] = Rows }, Ops.Zeros([4, 2]), verbosity: Verbosity.Silent), Throws.ArgumentException.With.Message.Contains("right"));
    }

    private sealed class Reporting : Model
    {
        private readonly Dense dense = new(1);

        public double Extra { get; set; }

        protected override Tensor Forward(Tensor input, CallContext context)
        {
            AddMetric(Ops.Abs(input), "size");
            AddLoss(Ops.Constant(Extra, input));
            return dense.Call(input, context);
        }
    }

    private sealed class Two : Model
    {
        private readonly Dense dense = new(1);
        private readonly Mean left = new("left_loss");
        private readonly Mean[] others = [new Mean("right_loss")];

        protected override Tensor Forward(Tensor input, CallContext context) => dense.Call(input, context);

        protected override StepResult TrainStep(Batch batch)
        {
            using var tape = new GradientTape();
            using var call = new StepCall(training: true);
            Tensor loss = Ops.Mean(Ops.SquaredDifference(Call(batch.X, call.Context), batch.Y[0]));
            Optimizer.Apply(tape.Gradient(loss, TrainableVariables), TrainableVariables);
            left.UpdateState(loss);
            others[0].UpdateState(Ops.Full([1], 7));
            return ReportMetrics();
        }
    }

    private sealed class Forgetful : Model
    {
        private readonly Dense dense = new(1);

        protected override Tensor Forward(Tensor input, CallContext context) => dense.Call(input, context);

        protected override StepResult TrainStep(Batch batch) => default;
    }

    private sealed class Empty : Model;

    private sealed class Careless(string name) : Model(name)
    {
        protected override Tensor Forward(Tensor input, CallContext context) => new Dense(1, name: "lost").Call(input, context);
    }

    private sealed class Counting(Tensors inputs, Tensors outputs) : Functional(inputs, outputs)
    {
        public int Steps { get; private set; }

        protected override StepResult TrainStep(Batch batch)
        {
            Steps++;
            return base.TrainStep(batch);
        }
    }

    private sealed class ByName : Model
    {
        public override IReadOnlyList<string> InputNames => ["left", "right"];

        protected override Tensors Forward(Tensors inputs, CallContext context) => inputs[1] - inputs[0];
    }
}
