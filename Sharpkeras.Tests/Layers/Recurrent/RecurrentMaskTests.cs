using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>Masks of recurrent layers: hidden steps leave the states as they are.</summary>
[OnDevices]
public sealed class RecurrentMaskTests
{
    private static readonly Func<bool, bool, RNN>[] Kinds =
    [
        (sequences, zero) => new SimpleRNN(3, returnSequences: sequences, returnState: true, zeroOutputForMask: zero, dtype: DType.Float64),
        (sequences, zero) => new LSTM(3, returnSequences: sequences, returnState: true, zeroOutputForMask: zero, dtype: DType.Float64),
        (sequences, zero) => new GRU(3, returnSequences: sequences, returnState: true, zeroOutputForMask: zero, dtype: DType.Float64),
    ];

    private static IEnumerable<TestCaseData> Cases() => Kinds.Select(make => new TestCaseData(make).SetArgDisplayNames(make(false, false).ClassName));

    [TestCaseSource(nameof(Cases))]
    public void HiddenStepsAreAsIfTheyWereNotThere(object made)
    {
        var make = (Func<bool, bool, RNN>)made;
        Tensor x = LayerCheck.Numbers([1, 5, 2]);
        Tensor mask = LayerCheck.Mask(new[,] { { false, true, false, true, false } });
        RNN layer = make(false, false);
        Tensors got = layer.CallAll(Ops.WithMask(x, mask));
        Tensors want = layer.CallAll(Ops.Stack([x[.., 1], x[.., 3]], axis: 1));
        for (int i = 0; i < want.Count; i++)
        {
            Assert.That(got[i].ToArray<double>(), Is.EqualTo(want[i].ToArray<double>()).Within(1e-14), $"output {i}");
        }

        Assert.That(got[0].Mask, Is.Null);
    }

    [TestCaseSource(nameof(Cases))]
    public void OutputsOfHiddenStepsAreThoseBeforeOrZero(object made)
    {
        var make = (Func<bool, bool, RNN>)made;
        Tensor x = LayerCheck.Numbers([1, 4, 2]);
        Tensor masked = Ops.WithMask(x, LayerCheck.Mask(new[,] { { false, true, false, true } }));
        RNN carried = make(true, false);
        RNN zeroed = make(true, true);
        Tensor before = carried.CallAll(masked)[0];
        zeroed.EnsureBuilt(x.Shape);
        zeroed.SetWeights(carried.GetWeights());
        Tensor zero = zeroed.CallAll(masked)[0];
        Assert.That(before[.., 0].ToArray<double>(), Is.All.EqualTo(0));
        Assert.That(before[.., 2].ToArray<double>(), Is.EqualTo(before[.., 1].ToArray<double>()).And.Not.All.EqualTo(0));
        Assert.That(zero[.., 2].ToArray<double>(), Is.All.EqualTo(0));
        Assert.That(zero[.., 3].ToArray<double>(), Is.EqualTo(before[.., 3].ToArray<double>()));
        Assert.That(before.Mask!.ToArray<bool>(), Is.EqualTo(new[] { false, true, false, true }));
    }

    [Test]
    public void AHiddenFirstStepKeepsTheGivenState()
    {
        Tensor x = LayerCheck.Numbers([1, 2, 2]);
        Tensor state = LayerCheck.Numbers([1, 3], seed: 2);
        var layer = new GRU(3, returnSequences: true, returnState: true, dtype: DType.Float64);
        Tensors got = layer.CallAll([Ops.WithMask(x, LayerCheck.Mask(new[,] { { false, false } })), state]);
        Assert.That(got[0].ToArray<double>(), Is.All.EqualTo(0), "there is no output before");
        Assert.That(got[1].ToArray<double>(), Is.EqualTo(state.ToArray<double>()));
    }

    [Test]
    public void MasksComeFromEmbeddingAndGoThroughStackedLayers()
    {
        Tensor tokens = Tensor.From(new[,] { { 3, 1, 0, 0 }, { 2, 2, 1, 0 } });
        var model = new Sequential(
        [
            new Embedding(5, 4, maskZero: true), new LSTM(3, returnSequences: true), new Bidirectional(new GRU(3, returnSequences: true)), new SimpleRNN(2),
        ]);
        float[] padded = model.Predict(tokens).ToArray<float>();
        Tensor shorter = model.Predict(Tensor.From(new[,] { { 3, 1 } }));
        Assert.That(padded[..2], Is.EqualTo(shorter.ToArray<float>()).Within(1e-6f));

        Tensor input = Keras.Input([-1], dtype: DType.Int32);
        var functional = new Functional(input, model.Call(input));
        Assert.That(functional.Predict(tokens).ToArray<float>(), Is.EqualTo(padded));
    }

    [Test]
    public void MasksComeFromMasking()
    {
        Tensor x = Tensor.From(new float[,,] { { { 1, 2 }, { -1, -1 }, { 3, 1 }, { -1, -1 } } });
        var layer = new LSTM(3);
        Tensor want = layer.Call(Ops.Stack([x[.., 0], x[.., 2]], axis: 1));
        var model = new Sequential([new Masking(-1), layer]);
        Assert.That(model.Predict(x).ToArray<float>(), Is.EqualTo(want.ToArray<float>()).Within(1e-6f));
    }
}
