using Sharpkeras.Callbacks;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Models;

/// <summary>Training, evaluation and prediction, beyond the numbers that Keras's trainings fix.</summary>
[OnDevices]
public sealed class FitTests
{
    [Test]
    public void LearnsWhatCanBeLearned()
    {
        var (x, _) = SmallModels.Data(200, 3, 6);
        Tensor y = Ops.ArgMax(x[.., ..3], 1);
        Keras.SetRandomSeed(1);
        Sequential model = SmallModels.Compiled(SmallModels.Mlp(), new Adam(0.02));
        History history = model.Fit(x, y, epochs: 40, verbosity: Verbosity.Silent);
        Assert.That(history["loss"][^1], Is.LessThan(history["loss"][0] / 3));
        Assert.That(history["accuracy"][^1], Is.GreaterThan(0.9));
        Assert.That(model.Evaluate(x, y, verbosity: Verbosity.Silent)["accuracy"], Is.GreaterThan(0.9));
    }

    [Test]
    public void TheHistoryHasANumberForEachEpochAndNamesWhatItHas()
    {
        var (x, y) = SmallModels.Data(10, 3, 6);
        History history = SmallModels.Compiled(SmallModels.Mlp()).Fit(x, y, epochs: 3, validationSplit: 0.2, verbosity: Verbosity.Silent);
        Assert.That(history.Names, Is.EqualTo(new[] { "accuracy", "loss", "val_accuracy", "val_loss" }));
        Assert.That(history.Names.Select(name => history[name].Count), Is.All.EqualTo(3));
        Assert.That(() => history["lose"], Throws.InstanceOf<KeyNotFoundException>().With.Message.Contains("lose").And.Message.Contains("val_loss"));
    }

    [Test]
    public void TheLossOfAPartialBatchCountsBySamples()
    {
        var (x, y) = SmallModels.Data(7, 3, 6);
        Sequential model = SmallModels.Compiled(SmallModels.Mlp(), new SGD(0));
        double whole = model.Evaluate(x, y, batchSize: 7, verbosity: Verbosity.Silent).Loss;
        Assert.That(model.Evaluate(x, y, batchSize: 3, verbosity: Verbosity.Silent).Loss, Is.EqualTo(whole).Within(1e-6));
        Assert.That(model.Fit(x, y, batchSize: 3, verbosity: Verbosity.Silent)["loss"][0], Is.EqualTo(whole).Within(1e-6));
    }

    [Test]
    public void ShufflingDependsOnTheSeedAndTakesEachSampleOnce()
    {
        var (x, y) = SmallModels.Data(64, 3, 6);
        byte[][] Train(int seed, bool shuffle)
        {
            Keras.SetRandomSeed(3);
            Sequential model = SmallModels.Compiled(SmallModels.Mlp());
            Keras.SetRandomSeed(seed);
            model.Fit(x, y, batchSize: 8, shuffle: shuffle, verbosity: Verbosity.Silent);
            return SmallModels.WeightBytes(model);
        }

        byte[][] shuffled = Train(1, shuffle: true);
        Assert.That(Train(1, shuffle: true), Is.EqualTo(shuffled));
        Assert.That(shuffled, Is.Not.EqualTo(Train(2, shuffle: true)));
        Assert.That(Train(1, shuffle: false), Is.EqualTo(Train(2, shuffle: false)));
        Sequential still = SmallModels.Compiled(SmallModels.Mlp(), new SGD(0));
        double inOrder = still.Evaluate(x, y, verbosity: Verbosity.Silent).Loss;
        Assert.That(still.Fit(x, y, batchSize: 8, verbosity: Verbosity.Silent)["loss"][0], Is.EqualTo(inOrder).Within(1e-6));
    }

    [Test]
    public void CancellationEndsBetweenTwoStepsAndTheModelStaysUsable()
    {
        var (x, y) = SmallModels.Data(40, 3, 6);
        Sequential model = SmallModels.Compiled(SmallModels.Mlp());
        using var source = new CancellationTokenSource();
        var cancel = new CancelAt(2, source);
        Assert.That(
            () => model.Fit(x, y, batchSize: 4, verbosity: Verbosity.Silent, callbacks: [cancel], cancellation: source.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(model.Optimizer.Iterations, Is.EqualTo(3));
        Assert.That(() => model.Predict(x, cancellation: source.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(
            () => model.Evaluate(x, y, verbosity: Verbosity.Silent, cancellation: source.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(model.Fit(x, y, verbosity: Verbosity.Silent).Epochs, Has.Count.EqualTo(1));
    }

    [Test]
    public void TrainOnBatchIsAStepOfFit()
    {
        var (x, y) = SmallModels.Data(8, 3, 6);
        Keras.SetRandomSeed(1);
        Sequential one = SmallModels.Compiled(SmallModels.Mlp());
        Sequential other = SmallModels.Compiled(SmallModels.Mlp());
        other.SetWeights(one.GetWeights());
        Evaluation step = one.TrainOnBatch(x, y);
        History history = other.Fit(x, y, batchSize: 8, shuffle: false, verbosity: Verbosity.Silent);
        Assert.That(step.Loss, Is.EqualTo(history["loss"][0]));
        Assert.That(step["accuracy"], Is.EqualTo(history["accuracy"][0]));
        Assert.That(SmallModels.WeightBytes(one), Is.EqualTo(SmallModels.WeightBytes(other)));
    }

    [Test]
    public void SampleWeightsOfZeroLeaveSamplesOut()
    {
        var (x, y) = SmallModels.Data(8, 3, 6);
        Keras.SetRandomSeed(1);
        Sequential one = SmallModels.Compiled(SmallModels.Mlp(), new SGD(0.1));
        Sequential other = SmallModels.Compiled(SmallModels.Mlp(), new SGD(0.1));
        other.SetWeights(one.GetWeights());
        one.TrainOnBatch(x, y, new float[] { 2, 2, 2, 2, 0, 0, 0, 0 });
        other.TrainOnBatch(x[..4], y[..4]);
        for (int i = 0; i < one.Weights.Count; i++)
        {
            Assert.That(one.Weights[i].Value.ToArray<float>(), Is.EqualTo(other.Weights[i].Value.ToArray<float>()).Within(1e-6));
        }
    }

    [Test]
    public void AFrozenLayerKeepsItsWeights()
    {
        var (x, y) = SmallModels.Data(20, 3, 6);
        Sequential model = SmallModels.Mlp();
        model.Layers[0].Trainable = false;
        SmallModels.Compiled(model).Fit(x, y, verbosity: Verbosity.Silent);
        byte[][] before = SmallModels.WeightBytes(model);
        model.Fit(x, y, verbosity: Verbosity.Silent);
        byte[][] after = SmallModels.WeightBytes(model);
        Assert.That(after[..2], Is.EqualTo(before[..2]));
        Assert.That(after[2], Is.Not.EqualTo(before[2]));
    }

    [Test]
    public void PredictIsTheSameInBatchesOfAnySize()
    {
        var (x, _) = SmallModels.Data(23, 5, 9, 8, 2);
        Sequential model = SmallModels.Cnn();
        float[] whole = model.Predict(x, batchSize: 23).ToArray<float>();
        Assert.That(model.Predict(x, batchSize: 4).ToArray<float>(), Is.EqualTo(whole).Within(1e-6));
        Assert.That(model.Call(x).ToArray<float>(), Is.EqualTo(whole));
    }

    [Test]
    public void PredictFromSeveralThreadsAtOnceIsSafe()
    {
        var (x, _) = SmallModels.Data(64, 5, 9, 8, 2);
        Sequential model = SmallModels.Cnn();
        float[] expected = model.Predict(x).ToArray<float>();
        float[][] results = new float[6][];
        Thread[] threads = Enumerable.Range(0, results.Length).Select(i => new Thread(() =>
        {
            for (int round = 0; round < 5; round++)
            {
                results[i] = model.Predict(x).ToArray<float>();
            }
        })).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.That(results, Is.All.EqualTo(expected));
    }

    [Test]
    public void AModelOfOnesOwnTrains()
    {
        var (x, y) = SmallModels.Data(60, 3, 6);
        Keras.SetRandomSeed(2);
        var model = new TwoBranches();
        model.Compile(new Adam(0.05), "sparse_categorical_crossentropy");
        History history = model.Fit(x, y, epochs: 20, verbosity: Verbosity.Silent);
        Assert.That(history["loss"][^1], Is.LessThan(0.8 * history["loss"][0]));
        Assert.That(model.Steps, Is.EqualTo(40), "its own step is called");
        Assert.That(model.Weights, Has.Count.EqualTo(5));
    }

    private sealed class CancelAt(int last, CancellationTokenSource source) : Callback
    {
        public override void OnTrainBatchEnd(int batch, StepResult result)
        {
            if (batch == last)
            {
                source.Cancel();
            }
        }
    }

    private sealed class TwoBranches : Model
    {
        private readonly Dense left = new(16, activation: "tanh");
        private readonly Scale right = new();
        private readonly Dense end = new(3, activation: "softmax");

        public int Steps { get; private set; }

        protected override Tensor Forward(Tensor input, CallContext context) =>
            end.Call(Ops.Concatenate([left.Call(input, context), right.Call(input, context)], axis: -1), context);

        protected override StepResult TrainStep(Batch batch)
        {
            Steps++;
            return base.TrainStep(batch);
        }
    }

    private sealed class Scale : Layer
    {
        private Variable factor = null!;

        public override void Build(Shape inputShape) => factor = AddWeight("factor", [inputShape[^1]], "ones");

        protected override Tensor Forward(Tensor input, CallContext context) => input * factor;
    }
}
