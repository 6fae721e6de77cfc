using System.Text.Json.Nodes;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Models;

/// <summary>Configs of functional models: they come back as the same graph; what cannot come back is refused.</summary>
public sealed class FunctionalConfigTests
{
    private static IEnumerable<TestCaseData> Graphs()
    {
        yield return Graph("branches", input => new Add().Call([new Dense(6).Call(input), input]));
        yield return Graph("a shared layer", input =>
        {
            var shared = new Dense(6);
            return shared.Call(shared.Call(input));
        });
        yield return Graph("operators", input => (2 - (input * input)) / 3 + 1);
        yield return Graph("a tensor with values", input => input * (Tensor)(float[])[1, 2, 3, 4, 5, 6]);
        yield return Graph("operations", input => Ops.Concatenate([Ops.Relu(input), Ops.Tanh(-input)], axis: -1).Sum(axis: -1, keepDims: true));
        yield return Graph("movement", input => input.Reshape([-1, 2, 3]).Transpose([0, 2, 1]).Pad([(0, 0), (1, 0), (0, 2)]).Flip(axis: 1).Mean(axis: 2));
        yield return Graph("matrices", input => Ops.MatMul(input.Reshape([-1, 2, 3]), input.Reshape([-1, 3, 2])).Softmax(axis: -1));
        yield return Graph("a model inside", input =>
        {
            Tensor inner = Keras.Input([6]);
            var model = new Functional(inner, new Dense(6).Call(inner) + inner);
            return model.Call(model.Call(input));
        });
        yield return Graph("a layer that says whether it trains", input => new Dropout(0.5).Call(input, training: false));
    }

    [TestCaseSource(nameof(Graphs))]
    public void TheSameGraphComesBack(object build)
    {
        Tensor input = Keras.Input([6], name: "input");
        var model = new Functional(input, ((Func<Tensor, Tensor>)build)(input), name: "graph");
        JsonObject serialized = ConfigJson.Serialize(model);
        var again = (Functional)ModelConfig.LayerFrom(JsonNode.Parse(serialized.ToJsonString())!.AsObject());
        Assert.That(ConfigJson.Serialize(again).ToJsonString(), Is.EqualTo(serialized.ToJsonString()));
        again.SetWeights(model.GetWeights());
        Tensor x = Tensor.FromSpan<float>([.. Enumerable.Range(0, 18).Select(i => (i * 7 % 5) - 2f)], [3, 6]);
        Assert.That(again.Predict(x).ToArray<float>(), Is.EqualTo(model.Predict(x).ToArray<float>()));
    }

    [Test]
    public void EndsByNameComeBackByName()
    {
        Tensor a = Keras.Input([2], name: "a");
        Tensor b = Keras.Input([2], name: "b");
        var model = new Functional(
            new Dictionary<string, Tensor> { ["left"] = a, ["right"] = b }, new Dictionary<string, Tensor> { ["sum"] = a + b });
        var again = (Functional)ModelConfig.LayerFrom(ConfigJson.Serialize(model));
        Assert.That(again.InputNames, Is.EqualTo(new[] { "left", "right" }));
        Tensors outputs = again.CallAll(new Dictionary<string, Tensor> { ["right"] = Ops.Ones([1, 2]), ["left"] = Ops.Zeros([1, 2]) });
        Assert.That(outputs["sum"].ToArray<float>(), Is.EqualTo(new[] { 1f, 1 }));
    }

    /// <summary>As in keras/src/ops of Keras 3.15.</summary>
    [Test]
    public void OperationsHaveKerassClassesAndModules()
    {
        Tensor input = Keras.Input([6]);
        Tensor output = Ops.Relu(input + 1).Cast(DType.Float64).Logsumexp([-1], keepDims: true).Flip(axis: 1);
        JsonArray layers = new Functional(input, output).GetConfig()["layers"]!.AsArray();
        Assert.That(
            layers.Skip(1).Select(layer => $"{layer!["module"]}.{layer["class_name"]}"),
            Is.EqualTo(new[] { "keras.src.ops.numpy.Add", "keras.src.ops.nn.Relu", "keras.src.ops.core.Cast", "keras.src.ops.math.Logsumexp", "keras.src.ops.numpy.Flip" }));
    }

    [Test]
    public void OlderFormsAreRead()
    {
        const string config = """
            {"class_name": "Model", "config": {"name": "old", "layers": [
              {"class_name": "InputLayer", "name": "x", "config": {"batch_input_shape": [null, 3], "dtype": "float32", "sparse": false, "name": "x"}, "inbound_nodes": []},
              {"class_name": "Dense", "name": "d", "config": {"name": "d", "trainable": true, "dtype": "float32", "units": 3, "activation": "linear", "use_bias": true,
                "kernel_initializer": {"class_name": "Ones", "config": {}}, "bias_initializer": {"class_name": "Zeros", "config": {}}}, "inbound_nodes": [[["x", 0, 0, {}]]]},
              {"class_name": "Add", "name": "a", "config": {"name": "a", "trainable": true, "dtype": "float32"}, "inbound_nodes": [[["x", 0, 0, {}], ["d", 0, 0, {}]]]}],
             "input_layers": [["x", 0, 0]], "output_layers": [["a", 0, 0]]}}
            """;
        var model = (Functional)ModelConfig.FromConfig(JsonNode.Parse(config)!.AsObject());
        Assert.That(model.Predict(new[,] { { 1f, 2, 3 } }).ToArray<float>(), Is.EqualTo(new[] { 7f, 8, 9 }));
    }

    [Test]
    public void CyclesAndMissingLayersAreRefused()
    {
        JsonObject config = Chain();
        Place(config, layer: 1)[0] = "second";
        Refused(config, "cycle", "first", "second[0][0]");
        config = Chain();
        Place(config, layer: 2)[0] = "nobody";
        Refused(config, "nobody[0][0]");
        config = Chain();
        config["config"]!["layers"]![2]!["name"] = "first";
        Refused(config, "first");
        config = Chain();
        config["config"]!.AsObject().Remove("output_layers");
        Refused(config, "output_layers");
    }

    [Test]
    public void AnOperationWithoutAFormInFilesIsNamed()
    {
        Tensor input = Keras.Input([6]);
        var model = new Functional(input, input[.., 1..3]);
        Assert.That(() => model.GetConfig(), Throws.ArgumentException.With.Message.Contains("get_item").And.Message.Contains("Lambda"));
    }

    private static TestCaseData Graph(string name, Func<Tensor, Tensor> build) => new TestCaseData(build).SetArgDisplayNames(name);

    private static JsonObject Chain()
    {
        Tensor input = Keras.Input([2], name: "input");
        return ConfigJson.Serialize(new Functional(input, new Dense(2, name: "second").Call(new Dense(2, name: "first").Call(input)), name: "chain"));
    }

    private static JsonArray Place(JsonObject serialized, int layer) =>
        serialized["config"]!["layers"]![layer]!["inbound_nodes"]![0]!["args"]![0]!["config"]!["keras_history"]!.AsArray();

    private static void Refused(JsonObject config, params string[] words)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => ModelConfig.LayerFrom(config))!;
        foreach (string word in words.Append("chain"))
        {
            Assert.That(error.Message, Does.Contain(word));
        }
    }
}
