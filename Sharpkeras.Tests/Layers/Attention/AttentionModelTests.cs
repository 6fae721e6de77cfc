using System.Text.Json.Nodes;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>Attention in models: arguments of calls in functional ones and in their files, and in classes of one's own.</summary>
[OnDevices]
public sealed class AttentionModelTests
{
    [TestCase("keras")]
    [TestCase("h5")]
    public void ArgumentsComeBackFromFiles(string form)
    {
        using var folder = new TemporaryFolder();
        using var scope = new TensorScope();
        Functional model = Decoder();
        string path = Path.Combine(folder.Path, "model." + form);
        model.Save(path);
        Model again = Model.Load(path);
        Tensors inputs = Inputs();
        Assert.That(again.ToJson(), Is.EqualTo(model.ToJson()));
        Tensors want = model.PredictAll(inputs);
        Tensors got = again.PredictAll(inputs);
        for (int i = 0; i < want.Count; i++)
        {
            Assert.That(got[i].ToArray<float>(), Is.EqualTo(want[i].ToArray<float>()));
        }
    }

    [Test]
    public void CallsAreWrittenInKerassForm()
    {
        JsonNode config = JsonNode.Parse(Decoder().ToJson())!["config"]!;
        JsonNode Call(string name) => config["layers"]!.AsArray().Single(layer => layer!["name"]!.GetValue<string>() == name)!["inbound_nodes"]![0]!;
        JsonNode self = Call("self");
        Assert.That(self["args"]!.AsArray(), Has.Count.EqualTo(2));
        Assert.That(self["kwargs"]!.ToJsonString(), Is.EqualTo("""{"use_causal_mask":true}"""));
        JsonNode cross = Call("cross");
        Assert.That(cross["args"]!.AsArray(), Has.Count.EqualTo(3));
        Assert.That(cross["kwargs"]!["attention_mask"]!["class_name"]!.GetValue<string>(), Is.EqualTo("__keras_tensor__"));
        Assert.That(cross["kwargs"]!["return_attention_scores"]!.GetValue<bool>());
        JsonNode last = Call("last");
        Assert.That(last["args"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That(last["args"]![0]!.AsArray(), Has.Count.EqualTo(2));
        Assert.That(last["kwargs"]!["mask"]![0], Is.Null);
        Assert.That(last["kwargs"]!["mask"]![1]!["class_name"]!.GetValue<string>(), Is.EqualTo("__keras_tensor__"));
    }

    /// <summary>Arguments by keyword, also in an older file's form of calls.</summary>
    [TestCase("""{"args": [], "kwargs": {"value": V, "query": Q, "use_causal_mask": true}}""", """{"class_name": "__keras_tensor__", "config": {"shape": [null, 4, 6], "dtype": "float32", "keras_history": ["NAME", 0, 0]}}""")]
    [TestCase("""[["q", 0, 0, {"value": V, "use_causal_mask": true}]]""", """["NAME", 0, 0]""")]
    public void KeywordsAreRead(string call, string tensor)
    {
        using var scope = new TensorScope();
        string written = call.Replace("V", tensor.Replace("NAME", "v", StringComparison.Ordinal), StringComparison.Ordinal).Replace("Q", tensor.Replace("NAME", "q", StringComparison.Ordinal), StringComparison.Ordinal);
        JsonNode json = JsonNode.Parse(Small(true).ToJson())!;
        json["config"]!["layers"]!.AsArray().Single(layer => layer!["name"]!.GetValue<string>() == "m")!["inbound_nodes"] = new JsonArray(JsonNode.Parse(written));
        Model read = Model.FromJson(json.ToJsonString());
        Functional want = Small(true);
        read.SetWeights(want.GetWeights());
        Tensors inputs = (Tensor[])[LayerCheck.Numbers([2, 4, 6], 1, DType.Float32), LayerCheck.Numbers([2, 4, 6], 2, DType.Float32)];
        Assert.That(read.Predict(inputs).ToArray<float>(), Is.EqualTo(want.Predict(inputs).ToArray<float>()));
    }

    [Test]
    public void UnknownArgumentsAreRefused()
    {
        string json = Small(true).ToJson().Replace("use_causal_mask", "use_other_mask", StringComparison.Ordinal);
        Assert.That(() => Model.FromJson(json), Throws.ArgumentException.With.Message.Contains("use_other_mask"));
    }

    [Test]
    public void ACallOfALayerInsideHasItsOwnArguments()
    {
        using var scope = new TensorScope();
        Tensor x = LayerCheck.Numbers([2, 5, 4], 1, DType.Float32);
        var block = new Block();
        Tensor causal = block.Call(x);
        Tensor again = block.Attention.Call(x, x, useCausalMask: true) + x;
        Assert.That(causal.ToArray<float>(), Is.EqualTo(again.ToArray<float>()));
        Tensor symbolic = Keras.Input([5, 4]);
        var model = new Functional(symbolic, block.Call(symbolic));
        Assert.That(model.Predict(x).ToArray<float>(), Is.EqualTo(causal.ToArray<float>()).Within(1e-6));
        Assert.That(block.Weights, Has.Count.EqualTo(8));
    }

    [Test]
    public void AModelLearns()
    {
        Functional model = Small(false);
        model.Compile(new Sharpkeras.Optimizers.Adam(0.01), loss: "mse");
        Tensors x = (Tensor[])[LayerCheck.Numbers([16, 4, 6], 1, DType.Float32), LayerCheck.Numbers([16, 4, 6], 2, DType.Float32)];
        Tensor y = Ops.Sum(x[0], -1, keepDims: true) * Ops.Ones([1, 1, 6]);
        double first = model.TrainOnBatch(x, y).Loss;
        for (int i = 0; i < 40; i++)
        {
            model.TrainOnBatch(x, y);
        }

        Assert.That(model.TrainOnBatch(x, y).Loss, Is.LessThan(0.8 * first));
    }

    private static Functional Small(bool causal)
    {
        Tensor q = Keras.Input([4, 6], name: "q");
        Tensor v = Keras.Input([4, 6], name: "v");
        return new Functional((Tensor[])[q, v], new MultiHeadAttention(2, 3, name: "m").Call(q, v, useCausalMask: causal));
    }

    private static Functional Decoder()
    {
        Tensor targets = Keras.Input([4, 6], name: "targets");
        Tensor sources = Keras.Input([5, 6], name: "sources");
        Tensor mask = Keras.Input([4, 5], dtype: DType.Bool, name: "mask");
        Tensor line = Keras.Input([5], dtype: DType.Bool, name: "line");
        Tensor self = new MultiHeadAttention(2, 3, name: "self").Call(targets, targets, useCausalMask: true);
        Tensors cross = new MultiHeadAttention(2, 3, dropout: 0.1, name: "cross").CallAll(self, sources, sources, attentionMask: mask, returnAttentionScores: true);
        Tensor grouped = new GroupedQueryAttention(3, 4, 2, name: "grouped").Call(cross[0], sources);
        Tensor last = new Attention(useScale: true, name: "last").Call(grouped, sources, valueMask: line);
        return new Functional((Tensor[])[targets, sources, mask, line], (Tensor[])[last, cross[1]]);
    }

    private static Tensors Inputs() => (Tensor[])
    [
        LayerCheck.Numbers([2, 4, 6], 1, DType.Float32),
        LayerCheck.Numbers([2, 5, 6], 2, DType.Float32),
        Ops.Greater(LayerCheck.Numbers([2, 4, 5], 3, DType.Float32), Ops.Zeros([2, 4, 5])),
        Tensor.From(new[,] { { true, false, true, true, false }, { true, true, false, true, true } }),
    ];

    private sealed class Block : Layer
    {
        public MultiHeadAttention Attention { get; } = new(2, 3);

        protected override Tensor Forward(Tensor input, CallContext context) => Attention.Call(input, input, useCausalMask: true) + input;
    }
}
