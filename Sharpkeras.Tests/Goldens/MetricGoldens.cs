using Sharpkeras.Metrics;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Goldens;

/// <summary>Metrics: the config, the results after each of the updates, and after a reset the first ones again.</summary>
[OnDevices]
public sealed class MetricGoldens
{
    private static IEnumerable<TestCaseData> Cases() => GoldenFolder.Tests("metrics");

    [TestCaseSource(nameof(Cases))]
    public void Metric(object value)
    {
        var item = (GoldenCase)value;
        GoldenRun.Run(item, ConfigNeeds.Of(item.Config), () => Check(item));
    }

    private static void Check(GoldenCase item)
    {
        var metric = (Metric)KerasRegistry.Deserialize(typeof(Metric), item.Config);
        Assert.That(PlainJson.Of(metric.GetConfig()), Is.EqualTo(PlainJson.Of(item.Config["config"])), "config");
        for (int i = 0; item.Has($"result{i}"); i++)
        {
            Update(item, metric, i);
        }

        metric.ResetState();
        Update(item, metric, 0);
    }

    private static void Update(GoldenCase item, Metric metric, int i)
    {
        Tensor? weight = item.Has($"sample_weight{i}") ? item.Tensor($"sample_weight{i}") : null;
        metric.UpdateState(item.Tensor($"y_true{i}"), item.Tensor($"y_pred{i}"), weight);
        double[] want = Numbers.ToDoubles(item.Array($"result{i}"));
        double[] got = metric.Results();
        Assert.That(got, Has.Length.EqualTo(want.Length), $"result{i}");
        for (int k = 0; k < want.Length; k++)
        {
            item.CheckNumber($"result{i}[{k}]", got[k], want[k]);
        }
    }
}
