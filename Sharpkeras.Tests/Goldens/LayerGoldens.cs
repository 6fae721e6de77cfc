using System.Text.Json.Nodes;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Goldens;

/// <summary>Layers, built from their configs: outputs, gradients, changed weights, penalties.</summary>
[OnDevices]
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
        CheckConfig(item, layer);
        Tensor[] arrays = LayerInputs.Arrays(item);
        CallArguments? arguments = LayerInputs.Arguments(item, layer);
        if (item.Has("data"))
        {
            Adapt(item, layer);
        }
        else
        {
            layer.EnsureBuilt([.. LayerInputs.InOrder(item, arrays).Take(arguments?.Shaping ?? int.MaxValue).Select(input => input.Shape)]);
            Load(item, layer);
        }

        using var tape = new GradientTape();
        using var call = new StepCall(item.Json["training"]?.GetValue<bool>() ?? false);
        foreach (Tensor array in LayerInputs.Watched(item, arrays))
        {
            tape.Watch(array);
        }

        Tensors outputs = layer.CallAll(LayerInputs.InOrder(item, arrays), arguments, call.Context);
        CheckOutputs(item, outputs);
        CheckPenalties(item, call.Context);
        if (!item.Has("data"))
        {
            CheckState(item, layer);
        }

        if (LayerInputs.Cotangents(item, outputs) is { } sum)
        {
            CheckGradients(item, tape, layer, arrays, sum);
        }
    }

    private static void CheckOutputs(GoldenCase item, Tensors outputs)
    {
        if (item.Has("y"))
        {
            Assert.That(outputs, Has.Count.EqualTo(1), "outputs");
            item.Check("y", outputs[0]);
            CheckMask(item, outputs[0]);
            return;
        }

        Assert.That(outputs, Has.Count.EqualTo(item.Numbered("y").Length), "outputs");
        for (int i = 0; i < outputs.Count; i++)
        {
            item.Check($"y{i}", outputs[i]);
        }
    }

    /// <summary>The output's mask, where the case tells of one or denies it.</summary>
    private static void CheckMask(GoldenCase item, Tensor output)
    {
        if (item.Has("y_mask"))
        {
            Assert.That(output.Mask, Is.Not.Null, "the output's mask");
            item.Check("y_mask", output.Mask!);
        }
        else if (item.Json["output_mask"] != null)
        {
            Assert.That(output.Mask, Is.Null, "the output's mask");
        }
    }

    /// <summary>Cases with data give the constructor's arguments only, not the whole config.</summary>
    private static void CheckConfig(GoldenCase item, Layer layer)
    {
        JsonObject config = layer.GetConfig();
        if (item.Config["config"]!.AsObject().ContainsKey("name"))
        {
            Assert.That(PlainJson.Of(config), Is.EqualTo(PlainJson.Of(item.Config["config"])), "config");
        }
        else
        {
            var again = (Layer)KerasRegistry.Deserialize(typeof(Layer), ConfigJson.Serialize(layer));
            Assert.That(PlainJson.Of(again.GetConfig()), Is.EqualTo(PlainJson.Of(config)), "config");
        }
    }

    /// <summary>Computes the layer's state from the case's data, and compares it with Keras's.</summary>
    private static void Adapt(GoldenCase item, Layer layer)
    {
        var normalization = (Normalization)layer;
        normalization.Adapt(item.Tensor("data"));
        item.Check("mean", normalization.Mean!);
        item.Check("variance", normalization.Variance!);
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

    private static void CheckGradients(GoldenCase item, GradientTape tape, Layer layer, Tensor[] arrays, Tensor sum)
    {
        Tensor[] watched = LayerInputs.Watched(item, arrays);
        Tensor[] trainable = [.. layer.TrainableWeights.Select(weight => weight.Value)];
        if (watched.Length + trainable.Length == 0)
        {
            return;
        }

        Tensor[] gradients = tape.Gradient(sum, [.. watched, .. trainable]);
        for (int i = 0; i < watched.Length; i++)
        {
            item.Check($"gx{Array.IndexOf(arrays, watched[i])}", gradients[i]);
        }

        for (int i = 0; i < trainable.Length; i++)
        {
            item.Check($"gw{i}", gradients[watched.Length + i]);
        }
    }
}
