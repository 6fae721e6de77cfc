using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>Recurrent layers in both directions.</summary>
[OnDevices]
public sealed class BidirectionalTests
{
    [Test]
    [NoLeak]
    public void JoinsWhatTheTwoLayersGive()
    {
        using var scope = new TensorScope();
        Tensor x = LayerCheck.Numbers([2, 4, 3]);
        foreach (bool sequences in new[] { false, true })
        {
            foreach (MergeMode? mode in new MergeMode?[] { MergeMode.Concat, MergeMode.Sum, MergeMode.Mul, MergeMode.Ave, null })
            {
                var layer = new Bidirectional(new GRU(2, returnSequences: sequences, dtype: DType.Float64), mode, dtype: DType.Float64);
                LayerCheck.RoundTrip(layer);
                Tensors got = layer.CallAll(x);
                Tensor forward = layer.ForwardLayer.Call(x);
                Tensor backward = layer.BackwardLayer.Call(x);
                backward = sequences ? Ops.Flip(backward, 1) : backward;
                Tensor[] want = mode switch
                {
                    MergeMode.Concat => [Ops.Concatenate([forward, backward], -1)],
                    MergeMode.Sum => [forward + backward],
                    MergeMode.Mul => [forward * backward],
                    MergeMode.Ave => [(forward + backward) / 2],
                    _ => [forward, backward],
                };
                Assert.That(got.Select(output => output.ToArray<double>()), Is.EqualTo(want.Select(output => output.ToArray<double>())), $"{mode}");
                LayerCheck.Shapes(layer, x);
            }
        }
    }

    [Test]
    public void NamesAndPathsAreThoseOfKeras()
    {
        var layer = new Bidirectional(new LSTM(2, name: "lstm"), name: "both");
        var again = (Bidirectional)LayerCheck.RoundTrip(layer);
        Assert.That((again.ForwardLayer.Name, again.BackwardLayer.Name), Is.EqualTo(("forward_lstm", "backward_lstm")));
        layer.EnsureBuilt([2, 4, 3]);
        Assert.That(layer.Weights.Select(weight => weight.Path), Is.EqualTo(new[]
        {
            "both/forward_lstm/lstm_cell/kernel", "both/forward_lstm/lstm_cell/recurrent_kernel", "both/forward_lstm/lstm_cell/bias",
            "both/backward_lstm/lstm_cell/kernel", "both/backward_lstm/lstm_cell/recurrent_kernel", "both/backward_lstm/lstm_cell/bias",
        }));
    }

    [Test]
    public void TakesAnotherLayerForTheWayBack()
    {
        var back = new LSTM(5, activation: "relu", returnSequences: true, goBackwards: true, name: "back");
        var layer = new Bidirectional(new GRU(2, returnSequences: true), backwardLayer: back);
        LayerCheck.RoundTrip(layer);
        Assert.That(layer.Call(Ops.Ones([2, 4, 3])).Shape, Is.EqualTo(Shape.Create([2, 4, 7])));
        Assert.That(layer.BackwardLayer, Is.SameAs(back));
    }

    [Test]
    public void StatesGoInAndOutForBothDirections()
    {
        Tensor x = LayerCheck.Numbers([2, 4, 3]);
        var layer = new Bidirectional(new LSTM(2, returnState: true, dtype: DType.Float64), dtype: DType.Float64);
        Tensor[] states = [.. Enumerable.Range(0, 4).Select(i => LayerCheck.Numbers([2, 2], seed: 10 + i))];
        Tensors got = layer.CallAll([x, .. states]);
        Tensors forward = layer.ForwardLayer.CallAll([x, states[0], states[1]]);
        Tensors backward = layer.BackwardLayer.CallAll([x, states[2], states[3]]);
        Assert.That(got, Has.Count.EqualTo(5));
        Assert.That(
            got.Skip(1).Select(state => state.ToArray<double>()),
            Is.EqualTo(forward.Skip(1).Concat(backward.Skip(1)).Select(state => state.ToArray<double>())));
        Assert.That(
            () => layer.CallAll([x, states[0]]), Throws.ArgumentException.With.Message.Contains("as many initial states"));
    }

    [Test]
    public void HiddenStepsAreZeroAndTheMaskGoesOn()
    {
        Tensor x = Ops.WithMask(LayerCheck.Numbers([1, 3, 2]), LayerCheck.Mask(new[,] { { true, true, false } }));
        foreach (MergeMode? mode in new MergeMode?[] { MergeMode.Concat, null })
        {
            var layer = new Bidirectional(new GRU(2, returnSequences: true, dtype: DType.Float64), mode, dtype: DType.Float64);
            foreach (Tensor output in layer.CallAll(x))
            {
                Assert.That(output[.., 2].ToArray<double>(), Is.All.EqualTo(0));
                Assert.That(output[.., 1].ToArray<double>(), Is.All.Not.EqualTo(0));
                Assert.That(output.Mask!.ToArray<bool>(), Is.EqualTo(new[] { true, true, false }));
            }
        }
    }

    [Test]
    public void GoesIntoTimeDistributedAndTakesItsOutput()
    {
        Tensor x = LayerCheck.Numbers([2, 3, 4, 5]);
        var words = new Bidirectional(new LSTM(2, dtype: DType.Float64), dtype: DType.Float64);
        Tensor sentences = new TimeDistributed(words, dtype: DType.Float64).Call(x);
        Assert.That(sentences[.., 1].ToArray<double>(), Is.EqualTo(words.Call(x[.., 1]).ToArray<double>()).Within(1e-14));

        Tensor input = Keras.Input([-1, -1, 5]);
        Tensor y = new TimeDistributed(new Bidirectional(new GRU(3))).Call(input);
        var model = new Functional(input, new Bidirectional(new RNN(new StackedRNNCells([new GRUCell(2), new LSTMCell(4)]))).Call(y));
        Assert.That(y.Shape, Is.EqualTo(Shape.Create([-1, -1, 6])));
        Assert.That(model.Predict(Ops.Ones([2, 3, 7, 5])).Shape, Is.EqualTo(Shape.Create([2, 8])));
    }

    [Test]
    public void StatefulLayersAreReset()
    {
        Tensor x = LayerCheck.Numbers([2, 3, 2], dtype: DType.Float32);
        var layer = new Bidirectional(new SimpleRNN(2, stateful: true));
        float[] first = layer.Call(x).ToArray<float>();
        Assert.That(layer.Call(x).ToArray<float>(), Is.Not.EqualTo(first));
        layer.ResetState();
        Assert.That(layer.Call(x).ToArray<float>(), Is.EqualTo(first));
        Assert.That(
            () => new Bidirectional(new LSTM(2), name: "both").ResetState(), Throws.InvalidOperationException.With.Message.Contains("both (Bidirectional)"));
    }

    [Test]
    public void RefusesPairsThatDoNotFit()
    {
        Assert.That(() => new Bidirectional(new LSTM(2, goBackwards: true)), Throws.ArgumentException.With.Message.Contains("goBackwards true for both"));
        Assert.That(
            () => new Bidirectional(new LSTM(2), backwardLayer: new LSTM(2)), Throws.ArgumentException.With.Message.Contains("goBackwards false for both"));
        Assert.That(
            () => new Bidirectional(new LSTM(2), backwardLayer: new LSTM(2, goBackwards: true, returnSequences: true)),
            Throws.ArgumentException.With.Message.Contains("returnSequences"));
        Assert.That(() => new Bidirectional(null!), Throws.ArgumentNullException);
        Assert.That(() => new Bidirectional(new LSTM(2)).Call(Ops.Ones([2, 3])), Throws.InstanceOf<ShapeException>());
    }
}
