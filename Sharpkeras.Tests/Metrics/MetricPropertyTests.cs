using Sharpkeras.Metrics;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.MetricChecks;

/// <summary>What holds for every metric, whatever it measures.</summary>
[OnDevices]
public sealed class MetricPropertyTests
{
    private const int First = 7;

    private const int Second = 11;

    private static IEnumerable<TestCaseData> Cases() => MetricCase.All.Select(item => new TestCaseData(item));

    [TestCaseSource(nameof(Cases))]
    public void TwoBatchesAreAsGoodAsOne(object value)
    {
        var item = (MetricCase)value;
        var (target, prediction) = Draw(item, First + Second);
        Metric apart = item.Create();
        apart.UpdateState(target[..First], prediction[..First]);
        apart.UpdateState(target[First..], prediction[First..]);
        Close(apart.Results(), Results(item, target, prediction));
    }

    [TestCaseSource(nameof(Cases))]
    public void AWeightOfTwoIsASampleTwice(object value)
    {
        var item = (MetricCase)value;
        var (target, prediction) = Draw(item, First);
        float[] weights = [1, 2, 1, 0, 2, 1, 1];
        Tensor places = new[] { 0, 1, 1, 2, 4, 4, 5, 6 };
        double[] want = Results(item, Ops.Take(target, places, 0), Ops.Take(prediction, places, 0), Ops.Ones([8]));
        Close(Results(item, target, prediction, weights), want);
    }

    [TestCaseSource(nameof(Cases))]
    public void AResetForgets(object value)
    {
        var item = (MetricCase)value;
        var (target, prediction) = Draw(item, First + Second);
        Metric metric = item.Create();
        metric.UpdateState(target[First..], prediction[First..]);
        metric.ResetState();
        metric.UpdateState(target[..First], prediction[..First]);
        Assert.That(metric.Results(), Is.EqualTo(Results(item, target[..First], prediction[..First])));
    }

    [TestCaseSource(nameof(Cases))]
    public void ConfigMakesAnEqualMetric(object value)
    {
        var item = (MetricCase)value;
        if (item.Create() is MeanMetricWrapper { Fn: not null } wrapper)
        {
            Assert.That(wrapper.GetConfig, Throws.InvalidOperationException, "a function has no config");
            return;
        }

        Metric metric = item.Create();
        var again = (Metric)KerasRegistry.Deserialize(typeof(Metric), ConfigJson.Serialize(metric));
        Assert.That(again.GetConfig().ToJsonString(), Is.EqualTo(metric.GetConfig().ToJsonString()));
        var (target, prediction) = Draw(item, First);
        again.UpdateState(target, prediction);
        Assert.That(again.Results(), Is.EqualTo(Results(item, target, prediction)));
    }

    /// <summary>Accuracies compare, and what is no number compares as unequal, as in Keras; all others must show it.</summary>
    [TestCaseSource(nameof(Cases))]
    public void WhatIsNoNumberIsNotHidden(object value)
    {
        var item = (MetricCase)value;
        if (item.Name.Contains("accuracy") || item.Name.Contains("top 2"))
        {
            return;
        }

        var (target, prediction) = Draw(item, First);
        Assert.That(Results(item, target, prediction * double.NaN), Has.Some.NaN);
    }

    private static (Tensor Target, Tensor Prediction) Draw(MetricCase item, int samples)
    {
        var random = new Random(5);
        return (item.Target(random, samples), item.Prediction(random, samples));
    }

    private static double[] Results(MetricCase item, Tensor target, Tensor prediction, Tensor? weight = null)
    {
        Metric metric = item.Create();
        metric.UpdateState(target, prediction, weight);
        return metric.Results();
    }

    /// <summary>Sums of some tens of float32 numbers, in another order; R² takes the difference of two of them.</summary>
    private static void Close(double[] got, double[] want)
    {
        Assert.That(got, Has.Length.EqualTo(want.Length));
        for (int i = 0; i < want.Length; i++)
        {
            Assert.That(got[i], Is.EqualTo(want[i]).Within(1e-5 * Math.Max(1, Math.Abs(want[i]))));
        }
    }
}
