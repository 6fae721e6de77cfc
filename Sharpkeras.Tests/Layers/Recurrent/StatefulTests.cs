using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>States that stay from batch to batch, and states that go through models.</summary>
[OnDevices]
public sealed class StatefulTests
{
    private static IEnumerable<TestCaseData> Kinds()
    {
        yield return Kind("SimpleRNN", stateful => new SimpleRNN(3, stateful: stateful));
        yield return Kind("LSTM", stateful => new LSTM(3, stateful: stateful));
        yield return Kind("GRU", stateful => new GRU(3, stateful: stateful));
        yield return Kind("stacked cells", stateful => new RNN(new StackedRNNCells([new LSTMCell(4), new GRUCell(3)]), stateful: stateful));
    }

    [TestCaseSource(nameof(Kinds))]
    public void ABatchGoesOnWhereTheOneBeforeEnded(object made)
    {
        var make = (Func<bool, RNN>)made;
        Tensor x = LayerCheck.Numbers([2, 6, 2], dtype: DType.Float32);
        RNN plain = make(false);
        float[] whole = plain.Call(x).ToArray<float>();
        RNN stateful = make(true);
        stateful.EnsureBuilt(x.Shape);
        stateful.SetWeights(plain.GetWeights());
        float[] first = stateful.Call(x[.., ..4]).ToArray<float>();
        Assert.That(stateful.Call(x[.., 4..]).ToArray<float>(), Is.EqualTo(whole).Within(1e-6f));
        stateful.ResetState();
        Assert.That(stateful.States.SelectMany(state => state.Value.ToArray<float>()), Is.All.EqualTo(0));
        Assert.That(stateful.Call(x[.., ..4]).ToArray<float>(), Is.EqualTo(first));
    }

    [Test]
    public void StatesAreNoWeightsAndAreNotSaved()
    {
        using var folder = new TemporaryFolder();
        var model = new Sequential([new InputLayer([4, 2]), new LSTM(3, stateful: true)]);
        Tensor x = LayerCheck.Numbers([2, 4, 2], dtype: DType.Float32);
        float[] first = model.Predict(x).ToArray<float>();
        var layer = (LSTM)model.Layers[0];
        Assert.That(layer.States.Select(state => state.ToString()), Is.All.EqualTo("rnn_state [2, 3] float32"));
        Assert.That(layer.Weights, Has.Count.EqualTo(3));
        foreach (string name in new[] { "stateful.keras", "stateful.h5" })
        {
            model.Save(folder.File(name));
            Model again = Model.Load(folder.File(name));
            Assert.That(((LSTM)again.Layers[0]).Stateful);
            Assert.That(again.Predict(x).ToArray<float>(), Is.EqualTo(first), "a loaded layer begins with zeros");
        }
    }

    [Test]
    [NoLeak]
    public void TrainingGoesOnFromBatchToBatch()
    {
        using var scope = new TensorScope();
        Keras.SetRandomSeed(1);
        var model = new Sequential([new InputLayer([3, 2]), new GRU(4, stateful: true), new Dense(1)]);
        model.Compile(new SGD(0.1), loss: "mse");
        Tensor x = LayerCheck.Numbers([8, 3, 2], dtype: DType.Float32);
        Tensor y = Ops.Ones([8, 1]);
        History history = model.Fit(x, y, batchSize: 4, epochs: 10, shuffle: false, verbosity: Verbosity.Silent);
        Assert.That(history["loss"][^1], Is.LessThan(history["loss"][0]));
        Assert.That(
            () => model.Predict(x[..3]),
            Throws.InstanceOf<ShapeException>().With.Message.Contains("batches of one size").And.Message.Contains("a batch of 3"));
        ((GRU)model.Layers[0]).ResetState();
    }

    [Test]
    public void AMaskedStepKeepsTheStateOverBatches()
    {
        var layer = new LSTM(3, stateful: true, dtype: DType.Float64);
        layer.Call(LayerCheck.Numbers([1, 2, 2]));
        double[] before = layer.States[1].Value.ToArray<double>();
        layer.Call(Ops.WithMask(LayerCheck.Numbers([1, 2, 2], seed: 2), LayerCheck.Mask(new[,] { { false, false } })));
        Assert.That(layer.States[1].Value.ToArray<double>(), Is.EqualTo(before));
    }

    [Test]
    public void StatesOfAnEncoderGoIntoADecoder()
    {
        using var folder = new TemporaryFolder();
        Tensor source = Keras.Input([-1, 3], name: "source");
        Tensor target = Keras.Input([-1, 2], name: "target");
        Tensors encoded = new LSTM(4, returnState: true, name: "encoder").CallAll(source);
        Tensor decoded = new LSTM(4, returnSequences: true, name: "decoder").Call([target, encoded[1], encoded[2]]);
        var model = new Functional([source, target], new Dense(2).Call(decoded));
        Tensors inputs = new[] { LayerCheck.Numbers([2, 5, 3], dtype: DType.Float32), LayerCheck.Numbers([2, 4, 2], seed: 2, dtype: DType.Float32) };
        float[] want = model.Predict(inputs).ToArray<float>();
        Assert.That(want, Has.Length.EqualTo(16));
        Assert.That(model.ToJson(), Does.Contain("\"kwargs\": {\"initial_state\": [{\"class_name\": \"__keras_tensor__\""));
        foreach (string name in new[] { "seq2seq.keras", "seq2seq.h5" })
        {
            model.Save(folder.File(name));
            Assert.That(Model.Load(folder.File(name)).Predict(inputs).ToArray<float>(), Is.EqualTo(want), name);
        }

        model.Compile("adam", loss: "mse");
        Assert.That(model.TrainOnBatch(inputs, Ops.Zeros([2, 4, 2]))["loss"], Is.GreaterThan(0));
    }

    [Test]
    public void TimeDistributedTakesStatefulLayersStepByStep()
    {
        Tensor x = LayerCheck.Numbers([2, 3, 4, 2], dtype: DType.Float32);
        var layer = new GRU(3, stateful: true);
        Tensor y = new TimeDistributed(layer).Call(x);
        layer.ResetState();
        for (int i = 0; i < 3; i++)
        {
            Assert.That(layer.Call(x[.., i]).ToArray<float>(), Is.EqualTo(y[.., i].ToArray<float>()), $"call {i}");
        }
    }

    [Test]
    public void ShapesOfStatesAreKeptAsKerasBuildsTheLayer()
    {
        var layer = new LSTM(4);
        layer.Call([Ops.Ones([2, 5, 3]), Ops.Ones([2, 4]), Ops.Ones([2, 4])]);
        Assert.That(ConfigJson.Serialize(layer)["build_config"]!.ToJsonString(), Is.EqualTo(
            """{"shapes_dict":{"sequences_shape":[null,5,3],"initial_state_shape":[[null,4],[null,4]]}}"""));
    }

    private static TestCaseData Kind(string name, Func<bool, RNN> make) => new TestCaseData(make).SetArgDisplayNames(name);
}
