using Sharpkeras.Callbacks;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Models;

/// <summary>How many steps epochs and validations have, and single steps.</summary>
[OnDevices]
public sealed class StepCountTests
{
    [Test]
    public void EpochsOfAFixedNumberOfStepsGoOnWhereTheLastEnded()
    {
        (Sequential model, Tensor x, Tensor y) = Eleven();
        var sizes = new BatchSizes();
        model.Fit(x, y, batchSize: 4, epochs: 3, stepsPerEpoch: 2, shuffle: false, verbosity: Verbosity.Silent, callbacks: [sizes]);
        Assert.That(sizes.Steps, Is.EqualTo(new[] { 2, 1, 2 }), "the second epoch has one batch left, the third begins anew");
        Assert.That(sizes.Params, Is.EqualTo(new CallbackParams(3, 2)));
    }

    [Test]
    public void AnEpochThatRunsOutOfDataSaysSo()
    {
        (Sequential model, Tensor x, Tensor y) = Eleven();
        var warnings = new List<string>();
        Log.Warning += warnings.Add;
        try
        {
            model.Fit(x, y, batchSize: 4, stepsPerEpoch: 5, verbosity: Verbosity.Silent);
            model.Evaluate(x, y, batchSize: 4, steps: 9, verbosity: Verbosity.Silent);
        }
        finally
        {
            Log.Warning -= warnings.Add;
        }

        Assert.That(warnings.Where(text => text.Contains(model.Name, StringComparison.Ordinal)), Has.Some.Contains("3 of 5").And.Some.Contains("3 of 9"));
        Assert.That(model.Optimizer.Iterations, Is.EqualTo(3));
    }

    [Test]
    public void ValidationHasItsOwnFrequencyBatchesAndSteps()
    {
        (Sequential model, Tensor x, Tensor y) = Eleven();
        var sizes = new BatchSizes();
        History history = model.Fit(
            x, y, batchSize: 4, epochs: 5, validationData: (x, y), validationFreq: 2, validationBatchSize: 2, validationSteps: 3,
            verbosity: Verbosity.Silent, callbacks: [sizes]);
        Assert.That(history["val_loss"], Has.Count.EqualTo(2));
        Assert.That(sizes.Tests, Is.EqualTo(new[] { 3, 3 }));
    }

    [Test]
    public void EvaluateAndPredictStopAfterTheirSteps()
    {
        (Sequential model, Tensor x, Tensor y) = Eleven();
        Assert.That(
            model.Evaluate(x, y, batchSize: 4, steps: 2, verbosity: Verbosity.Silent).Loss,
            Is.EqualTo(model.Evaluate(x[..8], y[..8], verbosity: Verbosity.Silent).Loss).Within(1e-6));
        Assert.That(model.Predict(x, batchSize: 4, steps: 2).ToArray<float>(), Is.EqualTo(model.Predict(x[..8], batchSize: 4).ToArray<float>()));
    }

    [Test]
    public void StepsOutsideTheirRange()
    {
        (Sequential model, Tensor x, Tensor y) = Eleven();
        Refused(() => model.Fit(x, y, stepsPerEpoch: 0), "stepsPerEpoch");
        Refused(() => model.Fit(x, y, validationSteps: -1), "validationSteps");
        Refused(() => model.Fit(x, y, validationFreq: 0), "validationFreq");
        Refused(() => model.Fit(x, y, validationSplit: 0.5, validationBatchSize: 0), "batchSize");
        Refused(() => model.Evaluate(x, y, steps: 0), "steps");
        Refused(() => model.Predict(x, steps: 0), "steps");
    }

    [Test]
    public void SingleStepsReportTheMeanSinceTheReset()
    {
        (Sequential model, Tensor x, Tensor y) = Eleven(new SGD(0));
        double first = model.TestOnBatch(x[..4], y[..4]).Loss;
        double both = model.TestOnBatch(x[4..8], y[4..8]).Loss;
        model.ResetMetrics();
        double second = model.TestOnBatch(x[4..8], y[4..8]).Loss;
        Assert.That(both, Is.EqualTo((first + second) / 2).Within(1e-6));
        Assert.That(model.TrainOnBatch(x[..4], y[..4]).Loss, Is.EqualTo(both).Within(1e-6));
        Assert.That(model.PredictOnBatch(x).ToArray<float>(), Is.EqualTo(model.Call(x).ToArray<float>()));
    }

    [Test]
    public void LayersAddLosses()
    {
        var model = new Sequential([new InputLayer([2]), new Dense(1, kernelInitializer: "zeros", biasInitializer: "ones"), new AddsItsMean()]);
        model.Compile(new SGD(0), "mse");
        Assert.That(model.Evaluate(Ops.Ones([4, 2]), Ops.Zeros([4, 1]), verbosity: Verbosity.Silent).Loss, Is.EqualTo(2).Within(1e-6));
        model.Compile(new SGD(0));
        Assert.That(model.Fit(Ops.Ones([4, 2]), verbosity: Verbosity.Silent)["loss"][0], Is.EqualTo(1).Within(1e-6));
    }

    private static (Sequential Model, Tensor X, Tensor Y) Eleven(Optimizer? optimizer = null)
    {
        var (x, y) = SmallModels.Data(11, 3, 6);
        return (SmallModels.Compiled(SmallModels.Mlp(), optimizer), x, y);
    }

    private static void Refused(Action action, string name) =>
        Assert.That(action, Throws.InstanceOf<ArgumentException>().With.Message.Contains(name));

    private sealed class AddsItsMean : Layer
    {
        protected override Tensor Forward(Tensor input, CallContext context)
        {
            context.AddLoss(Ops.Mean(input));
            return input;
        }
    }

    private sealed class BatchSizes : Callback
    {
        public List<int> Steps { get; } = [];

        public List<int> Tests { get; } = [];

        public override void OnEpochBegin(int epoch) => Steps.Add(0);

        public override void OnTrainBatchEnd(int batch, StepResult result) => Steps[^1]++;

        public override void OnTestBegin() => Tests.Add(0);

        public override void OnTestBatchEnd(int batch, StepResult result) => Tests[^1]++;
    }
}
