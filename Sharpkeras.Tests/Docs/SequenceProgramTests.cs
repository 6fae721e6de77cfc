using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Docs;

/// <summary>The programs of <c>docs/sequences.md</c>.</summary>
[TestFixture]
public sealed class SequenceProgramTests
{
    [SetUp]
    public void Seed() => Keras.SetRandomSeed(4);

    [Test]
    public void Sentences_of_different_lengths()
    {
        var random = new Random(1);
        int[][] sentences = [.. Enumerable.Range(0, 200).Select(_ => Enumerable.Range(0, random.Next(3, 12)).Select(_ => random.Next(1, 20)).ToArray())];
        Tensor tokens = Tensor.FromSpan<int>(
            [.. sentences.SelectMany(sentence => Enumerable.Range(0, 12).Select(i => i < sentence.Length ? sentence[i] : 0))], [200, 12]);
        Tensor labels = Tensor.FromSpan<float>([.. sentences.Select(sentence => sentence[0] < 10 ? 1f : 0f)], [200, 1]);
        var model = new Sequential([
            new Embedding(20, 16, maskZero: true),
            new Bidirectional(new LSTM(16, returnSequences: true)),
            new GRU(16),
            new Dense(1, activation: "sigmoid"),
        ]);
        model.Compile(new Adam(0.01), loss: "binary_crossentropy", metrics: ["accuracy"]);
        History history = model.Fit(tokens, labels, batchSize: 20, epochs: 8, verbosity: Verbosity.Silent);
        Assert.That(history["accuracy"][^1], Is.GreaterThan(0.9));
    }

    [Test]
    public void All_steps_and_states()
    {
        Tensor x = Ops.Normal([8, 20, 5], seed: 1);
        Tensor last = new LSTM(32).Call(x);                                    // [8, 32]
        Tensor all = new LSTM(32, returnSequences: true).Call(x);              // [8, 20, 32]
        Tensors states = new LSTM(32, returnState: true).CallAll(x);           // output, h, c: [8, 32] each
        Assert.That(last.Shape, Is.EqualTo(Shape.Create([8, 32])));
        Assert.That(all.Shape, Is.EqualTo(Shape.Create([8, 20, 32])));
        Assert.That(states.Select(state => state.Shape), Is.All.EqualTo(Shape.Create([8, 32])).And.Exactly(3).Items);
    }

    [Test]
    public void From_one_sequence_to_another()
    {
        Tensor source = Keras.Input([-1, 3]);
        Tensor target = Keras.Input([-1, 2]);
        Tensors encoded = new LSTM(16, returnState: true).CallAll(source);
        Tensor decoded = new LSTM(16, returnSequences: true).Call([target, encoded[1], encoded[2]]);
        var model = new Functional([source, target], new Dense(2).Call(decoded));
        Tensor y = model.Predict([Ops.Ones([4, 9, 3]), Ops.Ones([4, 6, 2])]);
        Assert.That(y.Shape, Is.EqualTo(Shape.Create([4, 6, 2])));
    }

    [Test]
    public void A_long_sequence_in_parts()
    {
        Tensor x = Ops.Normal([32, 50, 3], seed: 1);
        Tensor y = Ops.Mean(x, [1, 2]).Reshape([32, 1]);
        var layer = new GRU(16, stateful: true);
        var model = new Sequential([layer, new Dense(1)]);
        model.Compile(new Adam(), loss: "mse");
        for (int epoch = 0; epoch < 3; epoch++)
        {
            for (int begin = 0; begin < 50; begin += 10)
            {
                model.TrainOnBatch(x[.., begin..(begin + 10)], y);
            }

            layer.ResetState();
        }

        Assert.That(layer.States[0].Value.ToArray<float>(), Is.All.EqualTo(0));
    }

    [Test]
    public void A_cell_of_ones_own()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("leaky.keras");
        Tensor x = Ops.Normal([8, 20, 5], seed: 1);
        KerasRegistry.Register<LeakyCell>();
        var model = new Sequential([new InputLayer([20, 5]), new RNN(new LeakyCell(32)), new Dense(1)]);
        Tensor before = model.Predict(x);
        model.Save(path);
        Tensor after = Model.Load(path).Predict(x);
        Assert.That(after.ToArray<float>(), Is.EqualTo(before.ToArray<float>()));

        var stacked = new RNN(new StackedRNNCells([new LeakyCell(32), new LSTMCell(16)]), returnSequences: true);
        Assert.That(stacked.Call(x).Shape, Is.EqualTo(Shape.Create([8, 20, 16])));
    }
}
