using Sharpkeras.Layers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>Dropout of recurrent layers: a pattern for each call, the same at all its steps.</summary>
[OnDevices]
public sealed class RecurrentDropoutTests
{
    private const int Units = 50;

    private static readonly HostArray Eye = Ops.Eye(Units).ToHost();

    [Test]
    public void InputsAreDroppedInTheSamePlacesAtAllSteps()
    {
        Tensor x = Ops.Ones([2, 5, Units]);
        SimpleRNN layer = Passing(0.5, 0);
        Tensor y = layer.Call(x, training: true);
        float[] first = y[.., 0].ToArray<float>();
        Assert.That(first.Distinct().Order(), Is.EqualTo(new[] { 0f, 2 }));
        Assert.That(first.Take(Units), Is.Not.EqualTo(first.Skip(Units)), "each sample has a pattern of its own");
        for (int step = 1; step < 5; step++)
        {
            Assert.That(y[.., step].ToArray<float>(), Is.EqualTo(first), $"step {step}");
        }

        Assert.That(layer.Call(x, training: true)[.., 0].ToArray<float>(), Is.Not.EqualTo(first), "the next call draws anew");
        Assert.That(layer.Call(x).ToArray<float>(), Is.All.EqualTo(1));
    }

    [Test]
    public void TheStateIsDroppedInTheSamePlacesAtAllSteps()
    {
        // h' = x + drop(h) with x = 1 at all steps, where a kept value doubles: 1, then 1 or 3, then 1 or 7.
        var layer = new SimpleRNN(Units, activation: "linear", recurrentDropout: 0.5, returnSequences: true, seed: 4);
        layer.EnsureBuilt([1, 3, Units]);
        layer.SetWeights([Eye, Eye, Ops.Zeros([Units]).ToHost()]);
        Tensor y = layer.Call(Ops.Ones([1, 3, Units]), training: true);
        float[] second = y[.., 1].ToArray<float>();
        Assert.That(second.Distinct().Order(), Is.EqualTo(new[] { 1f, 3 }));
        Assert.That(y[.., 2].ToArray<float>(), Is.EqualTo(second.Select(value => value == 1 ? 1f : 7)));
    }

    [Test]
    public void ASeedRepeatsTheDraws()
    {
        Tensor x = LayerCheck.Numbers([2, 4, 3], dtype: DType.Float32);
        foreach (Func<RNN> make in new Func<RNN>[]
        {
            () => new SimpleRNN(5, dropout: 0.3, recurrentDropout: 0.3, seed: 1, kernelInitializer: "ones", recurrentInitializer: "identity"),
            () => new LSTM(5, dropout: 0.3, recurrentDropout: 0.3, seed: 1, kernelInitializer: "ones", recurrentInitializer: "ones"),
            () => new GRU(5, dropout: 0.3, seed: 1, kernelInitializer: "ones", recurrentInitializer: "ones"),
        })
        {
            RNN layer = make();
            float[] first = layer.Call(x, training: true).ToArray<float>();
            Assert.That(make().Call(x, training: true).ToArray<float>(), Is.EqualTo(first), $"{layer}");
            Assert.That(layer.Call(x, training: true).ToArray<float>(), Is.Not.EqualTo(first), $"{layer}");
            Assert.That(layer.Call(x).ToArray<float>(), Is.Not.EqualTo(first), $"{layer}");
        }
    }

    [Test]
    public void GatesHaveTheirOwnPatternsWhereTheStateIsDropped()
    {
        foreach (double recurrentDropout in new[] { 0, 0.5 })
        {
            var cell = new LSTMCell(Units, dropout: 0.5, recurrentDropout: recurrentDropout, seed: 1);
            cell.EnsureBuilt([1, Units]);
            cell.SetWeights([Ops.Concatenate([Ops.Eye(Units), Ops.Eye(Units), Ops.Eye(Units), Ops.Eye(Units)], 1).ToHost(), .. cell.GetWeights().Skip(1)]);
            cell.SetWeights([.. cell.GetWeights().Take(2), Ops.Zeros([4 * Units]).ToHost()]);
            using CellWalk walk = cell.Walk(training: true);
            float[] parts = walk.Project(Ops.Ones([1, Units])).ToArray<float>();
            bool same = Enumerable.Range(1, 3).All(gate => parts.AsSpan(gate * Units, Units).SequenceEqual(parts.AsSpan(0, Units)));
            Assert.That(same, Is.EqualTo(recurrentDropout == 0));
            Assert.That(parts.Distinct().Order(), Is.EqualTo(new[] { 0f, 2 }));
        }
    }

    [Test]
    public void ARateOfOneIsKeras()
    {
        Tensor x = LayerCheck.Numbers([2, 3, 4], dtype: DType.Float32);
        var gates = new LSTM(3, dropout: 1);
        Assert.That(gates.Call(x, training: true).ToArray<float>(), Is.EqualTo(gates.Call(x).ToArray<float>()), "nothing is dropped");
        Assert.That(new SimpleRNN(3, dropout: 1).Call(x, training: true).ToArray<float>(), Is.All.EqualTo(0), "all is dropped");
    }

    /// <summary>A layer whose output is its input, as far as it is kept.</summary>
    private static SimpleRNN Passing(double dropout, double recurrentDropout)
    {
        var layer = new SimpleRNN(Units, activation: "linear", dropout: dropout, recurrentDropout: recurrentDropout, returnSequences: true, seed: 3);
        layer.EnsureBuilt([1, 5, Units]);
        layer.SetWeights([Eye, Ops.Zeros([Units, Units]).ToHost(), Ops.Zeros([Units]).ToHost()]);
        return layer;
    }
}
