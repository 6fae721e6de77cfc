using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>Recurrent layers: what is asked of every layer, and what their arguments mean. Keras's numbers are in the goldens.</summary>
[OnDevices]
public sealed class RecurrentLayerTests
{
    private static IEnumerable<TestCaseData> Kinds()
    {
        yield return Kind("SimpleRNN", (sequences, state, backwards) =>
            new SimpleRNN(3, returnSequences: sequences, returnState: state, goBackwards: backwards, dtype: DType.Float64));
        yield return Kind("LSTM", (sequences, state, backwards) =>
            new LSTM(3, returnSequences: sequences, returnState: state, goBackwards: backwards, dtype: DType.Float64));
        yield return Kind("GRU", (sequences, state, backwards) =>
            new GRU(3, returnSequences: sequences, returnState: state, goBackwards: backwards, dtype: DType.Float64));
        yield return Kind("GRU, reset before", (sequences, state, backwards) =>
            new GRU(3, returnSequences: sequences, returnState: state, goBackwards: backwards, resetAfter: false, dtype: DType.Float64));
        yield return Kind("stacked cells", (sequences, state, backwards) => new RNN(
            new StackedRNNCells([new LSTMCell(4, dtype: DType.Float64), new GRUCell(3, dtype: DType.Float64)], dtype: DType.Float64),
            sequences,
            state,
            backwards,
            dtype: DType.Float64));
    }

    [TestCaseSource(nameof(Kinds))]
    [NoLeak]
    public void GradientsShapesAndConfigs(object make)
    {
        using var scope = new TensorScope();
        Tensor x = LayerCheck.Numbers([2, 4, 2]);
        Tensor masked = Ops.WithMask(x, LayerCheck.Mask(new[,] { { false, true, false, true }, { true, true, false, false } }));
        foreach (bool sequences in new[] { false, true })
        {
            LayerCheck.Gradients(Make(make, sequences, state: !sequences, backwards: sequences), x);
            LayerCheck.Gradients(Make(make, sequences, state: sequences, backwards: sequences), masked);
            LayerCheck.Shapes(Make(make, sequences, state: true), x);
            LayerCheck.RoundTrip(Make(make, sequences));
        }
    }

    [TestCaseSource(nameof(Kinds))]
    public void AnUnknownNumberOfStepsStaysUnknown(object make)
    {
        RNN whole = Make(make, sequences: true, state: true);
        TensorSpec[] outputs = Symbolic.Infer(whole, new TensorSpec([-1, -1, 2], DType.Float64));
        Assert.That(outputs[0].Shape, Is.EqualTo(Shape.Create([-1, -1, 3])));
        Assert.That(outputs[1..].Select(output => output.Shape[0]), Is.All.EqualTo(-1));

        Tensor input = Keras.Input([-1, 2], dtype: DType.Float64);
        var model = new Functional(input, Make(make).Call(whole.CallAll(input)[0] * 2));
        foreach (int steps in new[] { 1, 3, 8 })
        {
            Assert.That(model.Predict(LayerCheck.Numbers([5, steps, 2])).Shape, Is.EqualTo(Shape.Create([5, 3])), $"{steps} steps");
        }
    }

    [TestCaseSource(nameof(Kinds))]
    public void AllStepsEndInTheLast(object make)
    {
        Tensor x = LayerCheck.Numbers([2, 5, 2]);
        RNN all = Make(make, sequences: true, state: true);
        RNN last = Make(make, state: true);
        Tensors ofAll = all.CallAll(x);
        last.EnsureBuilt(x.Shape);
        last.SetWeights(all.GetWeights());
        Tensors ofLast = last.CallAll(x);
        Assert.That(ofLast[0].ToArray<double>(), Is.EqualTo(ofAll[0][.., ^1].ToArray<double>()));
        for (int i = 1; i < ofLast.Count; i++)
        {
            Assert.That(ofLast[i].ToArray<double>(), Is.EqualTo(ofAll[i].ToArray<double>()), $"state {i}");
        }
    }

    [TestCaseSource(nameof(Kinds))]
    public void BackwardsIsTheReversedSequence(object make)
    {
        Tensor x = LayerCheck.Numbers([2, 5, 2]);
        Tensor mask = LayerCheck.Mask(new[,] { { true, true, true, false, false }, { false, true, true, true, false } });
        RNN forward = Make(make, sequences: true);
        RNN backward = Make(make, sequences: true, backwards: true);
        forward.EnsureBuilt(x.Shape);
        backward.EnsureBuilt(x.Shape);
        backward.SetWeights(forward.GetWeights());
        Tensor turned = Ops.WithMask(Ops.Flip(x, 1), Ops.Flip(mask.Cast(DType.UInt8), 1).Cast(DType.Bool));
        Assert.That(backward.Call(x).ToArray<double>(), Is.EqualTo(forward.Call(Ops.Flip(x, 1)).ToArray<double>()));
        Assert.That(backward.Call(Ops.WithMask(x, mask)).ToArray<double>(), Is.EqualTo(forward.Call(turned).ToArray<double>()));
    }

    [TestCaseSource(nameof(Kinds))]
    public void TheFormulasAreThoseOfTheCell(object make)
    {
        Tensor x = LayerCheck.Numbers([2, 3, 2]);
        RNN layer = Make(make, sequences: true, state: true);
        Tensors got = layer.CallAll(x);
        Tensors states = layer.Cell.GetInitialState(2);
        for (int step = 0; step < 3; step++)
        {
            Tensors after = layer.Cell.CallAll([x[.., step], .. states]);
            Assert.That(got[0][.., step].ToArray<double>(), Is.EqualTo(after[0].ToArray<double>()).Within(1e-14), $"step {step}");
            states = after.Skip(1).ToArray();
        }

        Assert.That(got.Skip(1).SelectMany(state => state.ToArray<double>()), Is.EqualTo(states.SelectMany(state => state.ToArray<double>())).Within(1e-14));
    }

    [TestCaseSource(nameof(Kinds))]
    public void InitialStatesGoOnWhereASequenceWasCut(object make)
    {
        Tensor x = LayerCheck.Numbers([2, 6, 2]);
        RNN layer = Make(make, sequences: true, state: true);
        Tensors whole = layer.CallAll(x);
        Tensors first = layer.CallAll(x[.., ..2]);
        Tensors second = layer.CallAll([x[.., 2..], .. first.Skip(1)]);
        Assert.That(second[0].ToArray<double>(), Is.EqualTo(whole[0][.., 2..].ToArray<double>()).Within(1e-14));
        Assert.That(second[1].ToArray<double>(), Is.EqualTo(whole[1].ToArray<double>()).Within(1e-14));
    }

    [Test]
    public void UnrollGivesTheSameButNeedsAKnownNumberOfSteps()
    {
        Tensor x = LayerCheck.Numbers([2, 5, 3], dtype: DType.Float32);
        foreach (var (rolled, unrolled) in new (RNN, RNN)[]
        {
            (new SimpleRNN(4, returnSequences: true), new SimpleRNN(4, returnSequences: true, unroll: true)),
            (new LSTM(4, returnSequences: true), new LSTM(4, returnSequences: true, unroll: true)),
            (new GRU(4, returnSequences: true), new GRU(4, returnSequences: true, unroll: true)),
        })
        {
            rolled.EnsureBuilt(x.Shape);
            unrolled.EnsureBuilt(x.Shape);
            unrolled.SetWeights(rolled.GetWeights());
            // step by step the sums are rounded in another order
            Assert.That(unrolled.Call(x).ToArray<float>(), Is.EqualTo(rolled.Call(x).ToArray<float>()).Within(1e-6));
        }

        Assert.That(
            () => new LSTM(4, unroll: true, name: "flat").Call(Keras.Input([-1, 3])),
            Throws.InstanceOf<ShapeException>().With.Message.Contains("flat (LSTM)").And.Message.Contains("[?, ?, 3]"));
    }

    [Test]
    public void TheForgetGateBeginsOpen()
    {
        var layer = new LSTM(2, biasInitializer: new Initializers.Constant(0.5));
        layer.EnsureBuilt([1, 2, 3]);
        Assert.That(layer.Weights[2].Value.ToArray<float>(), Is.EqualTo(new[] { 0.5f, 0.5f, 1, 1, 0.5f, 0.5f, 0.5f, 0.5f }));
        var without = new LSTM(2, unitForgetBias: false);
        without.EnsureBuilt([1, 2, 3]);
        Assert.That(without.Weights[2].Value.ToArray<float>(), Is.All.EqualTo(0));
    }

    [Test]
    public void WeightsHaveTheirPathsPenaltiesAndBounds()
    {
        var layer = new GRU(
            2, kernelRegularizer: "l2", recurrentRegularizer: "l1", biasConstraint: "non_neg", activityRegularizer: "l2", name: "gates");
        Tensor x = LayerCheck.Numbers([2, 3, 4], dtype: DType.Float32);
        using var call = new StepCall(training: true);
        layer.CallAll(x, call.Context);
        Assert.That(layer.Weights.Select(weight => weight.Path), Is.EqualTo(new[]
        {
            "gates/gru_cell/kernel", "gates/gru_cell/recurrent_kernel", "gates/gru_cell/bias",
        }));
        Assert.That(layer.Losses, Has.Count.EqualTo(2));
        Assert.That(call.Context.Losses, Has.Count.EqualTo(1));
        Assert.That(layer.Weights[2].Constraint, Is.Not.Null);
        layer.Trainable = false;
        Assert.That(layer.TrainableWeights, Is.Empty);
    }

    [Test]
    public void LossFalls()
    {
        Keras.SetRandomSeed(3);
        Tensor x = LayerCheck.Numbers([32, 6, 2], dtype: DType.Float32);
        Tensor y = Ops.Mean(x, [1, 2], keepDims: false).Reshape([32, 1]);
        foreach (RNN layer in new RNN[] { new SimpleRNN(8), new LSTM(8), new GRU(8), new RNN(new StackedRNNCells([new GRUCell(8), new LSTMCell(8)])) })
        {
            var model = new Sequential([new InputLayer([6, 2]), layer, new Dense(1)]);
            model.Compile(new Adam(0.02), loss: "mse");
            History history = model.Fit(x, y, batchSize: 8, epochs: 15, verbosity: Verbosity.Silent);
            Assert.That(history["loss"][^1], Is.LessThan(history["loss"][0] / 4), $"{layer}");
        }
    }

    [Test]
    public void RefusesWhatItCannotRead()
    {
        var layer = new LSTM(3, name: "memory");
        Assert.That(() => layer.Call(Ops.Ones([2, 5])), Throws.InstanceOf<ShapeException>().With.Message.Contains("memory (LSTM)").And.Message.Contains("rank 3"));
        Assert.That(() => layer.Call(Ops.Ones([2, 0, 4])), Throws.InstanceOf<ShapeException>().With.Message.Contains("one step or more"));
        layer.Call(Ops.Ones([2, 5, 4]));
        Assert.That(() => layer.Call(Ops.Ones([2, 5, 3])), Throws.InstanceOf<ShapeException>().With.Message.Contains("length 4"));
        Assert.That(
            () => layer.Call(Ops.WithMask(Ops.Ones([2, 5, 4]), Ops.Ones([2, 4], DType.Bool))),
            Throws.InstanceOf<ShapeException>().With.Message.Contains("[2, 4]"));
        Assert.That(
            () => layer.Call([Ops.Ones([2, 5, 4]), Ops.Ones([2, 3])]),
            Throws.ArgumentException.With.Message.Contains("2 initial states").And.Message.Contains("1 states"));
        Assert.That(
            () => layer.Call([Ops.Ones([2, 5, 4]), Ops.Ones([2, 3]), Ops.Ones([3, 3])]),
            Throws.InstanceOf<ShapeException>().With.Message.Contains("initial state 1").And.Message.Contains("[3, 3]"));
        Assert.That(() => new LSTM(0), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("units"));
        Assert.That(() => new GRU(3, dropout: 1.5), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("dropout"));
        Assert.That(() => new RNN(null!), Throws.ArgumentNullException);
    }

    private static TestCaseData Kind(string name, Func<bool, bool, bool, RNN> make) => new TestCaseData(make).SetArgDisplayNames(name);

    private static RNN Make(object make, bool sequences = false, bool state = false, bool backwards = false) =>
        ((Func<bool, bool, bool, RNN>)make)(sequences, state, backwards);
}
