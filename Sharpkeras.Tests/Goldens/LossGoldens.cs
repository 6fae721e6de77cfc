using System.Text.Json.Nodes;
using Sharpkeras.Losses;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Goldens;

/// <summary>Losses: config, value, gradient of the predictions, value with sample weights.</summary>
[OnDevices]
public sealed class LossGoldens
{
    private static IEnumerable<TestCaseData> Cases() => GoldenFolder.Tests("losses");

    [TestCaseSource(nameof(Cases))]
    public void Loss(object value)
    {
        var item = (GoldenCase)value;
        GoldenRun.Run(item, ConfigNeeds.Of(item.Config), () => Check(item));
    }

    private static void Check(GoldenCase item)
    {
        var loss = (Loss)KerasRegistry.Deserialize(typeof(Loss), item.Config);
        Assert.That(PlainJson.Of(loss.GetConfig()), Is.EqualTo(PlainJson.Of(WithReduction(item))), "config");
        Tensor target = item.Tensor("y_true");
        Tensor prediction = item.Tensor("y_pred");
        if (item.Has("value_weighted"))
        {
            item.Check("value_weighted", loss.Call(target, prediction, item.Tensor("sample_weight")));
        }

        using var tape = new GradientTape();
        tape.Watch(prediction);
        Tensor result = loss.Call(target, prediction);
        item.Check("value", result);
        if (item.Has("g_pred"))
        {
            item.Check("g_pred", tape.Gradient(result, prediction));
        }
    }

    /// <summary>The case's config. Keras takes "none" and null for the same reduction; here it is written as "none".</summary>
    private static JsonObject WithReduction(GoldenCase item)
    {
        var config = (JsonObject)item.Config["config"]!.DeepClone();
        config["reduction"] ??= "none";
        return config;
    }
}
