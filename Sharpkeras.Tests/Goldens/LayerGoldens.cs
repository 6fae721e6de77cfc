using System.Text.Json.Nodes;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Serialization;

namespace Sharpkeras.Tests.Goldens;

/// <summary>Layers, built from their configs: outputs, gradients, changed weights, penalties.</summary>
public sealed class LayerGoldens
{
    private static IEnumerable<TestCaseData> Cases() => GoldenFolder.Tests(
        "conv", "pooling", "core", "activations", "normalization", "recurrent", "attention", "preprocessing");

    [TestCaseSource(nameof(Cases))]
    public void Layer(object value)
    {
        var item = (GoldenCase)value;
        GoldenRun.Run(item, ConfigNeeds.Of(item.Config), () => Check(item));
    }

    private static void Check(GoldenCase item)
    {
        var layer = (Layer)KerasRegistry.Deserialize(typeof(Layer), item.Config);
        Assert.That(PlainJson.Of(layer.GetConfig()), Is.EqualTo(PlainJson.Of(item.Config["config"])), "config");
        Tensor input = Input(item);
        layer.EnsureBuilt(input.Shape);
        Load(item, layer);
        using var tape = new GradientTape();
        using var call = new StepCall(item.Json["training"]?.GetValue<bool>() ?? false);
        if (item.Has("gx0"))
        {
            tape.Watch(input);
        }

        Tensor output = layer.Call(input, call.Context);
        item.Check("y", output);
        CheckPenalties(item, call.Context);
        CheckState(item, layer);
        if (item.Has("r"))
        {
            CheckGradients(item, tape, layer, input, Ops.Sum(output * item.Tensor("r")));
        }
    }

    /// <summary>The one input. A layer with several, a mask or texts needs a call that no layer has yet; extend this then.</summary>
    private static Tensor Input(GoldenCase item)
    {
        bool plain = item.Has("x0") && !item.Has("x1") && !item.Has("mask") && !item.Has("data") && item.Json["call"] == null;
        Assert.That(plain, Is.True, $"{item.Id}: its class exists now; teach LayerGoldens its way of being called");
        return item.Tensor("x0");
    }

    private static void Load(GoldenCase item, Layer layer)
    {
        HostArray[] weights = item.Numbered("w");
        Assert.That(layer.Weights.Select(weight => weight.Path), Is.EqualTo(Paths(item, "weights")), "weights");
        Assert.That(layer.TrainableWeights.Select(weight => weight.Path), Is.EqualTo(Paths(item, "trainable")), "trainable weights");
        Assert.That(layer.CountParams(), Is.EqualTo(weights.Sum(weight => weight.Shape.Length)), "number of parameters");
        layer.SetWeights(weights);
    }

    private static string[] Paths(GoldenCase item, string key) =>
        (item.Json[key] as JsonArray ?? []).Select(path => path!.GetValue<string>()).ToArray();

    private static void CheckPenalties(GoldenCase item, CallContext context)
    {
        double sum = context.Losses.Sum(loss => loss.Item<double>());
        if (item.Has("losses"))
        {
            item.CheckNumber("losses", sum, Numbers.ToDoubles(item.Array("losses"))[0]);
        }
        else
        {
            Assert.That(context.Losses, Is.Empty, "penalties");
        }
    }

    private static void CheckState(GoldenCase item, Layer layer)
    {
        for (int i = 0; i < layer.Weights.Count; i++)
        {
            item.Check(item.Has($"after_w{i}") ? $"after_w{i}" : $"w{i}", layer.Weights[i].Value);
        }
    }

    private static void CheckGradients(GoldenCase item, GradientTape tape, Layer layer, Tensor input, Tensor sum)
    {
        bool ofInput = item.Has("gx0");
        Tensor[] trainable = layer.TrainableWeights.Select(weight => weight.Value).ToArray();
        Tensor[] sources = ofInput ? [input, .. trainable] : trainable;
        if (sources.Length == 0)
        {
            return;
        }

        Tensor[] gradients = tape.Gradient(sum, sources);
        if (ofInput)
        {
            item.Check("gx0", gradients[0]);
        }

        for (int i = 0; i < trainable.Length; i++)
        {
            item.Check($"gw{i}", gradients[(ofInput ? 1 : 0) + i]);
        }
    }
}
