using System.Text.Json.Nodes;
using Sharpkeras.Metrics;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.MetricChecks;

/// <summary>Values that can be told without the metric's own formula.</summary>
[OnDevices]
public sealed class MetricValueTests
{
    /// <summary>With a threshold between any two predictions, the area under ROC is the share of pairs in the right order (Mann and Whitney).</summary>
    [TestCase(false)]
    [TestCase(true)]
    public void AreaUnderRocIsTheShareOfPairsInOrder(bool weighted)
    {
        var random = new Random(3);
        float[] scores = [.. Enumerable.Range(0, 40).Select(i => (i + 0.5f) / 40)];
        float[] truth = [.. scores.Select(score => random.NextDouble() < score ? 1f : 0f)];
        float[] weights = [.. scores.Select(_ => weighted ? random.Next(1, 4) : 1f)];
        double pairs = 0;
        double ordered = 0;
        for (int i = 0; i < 40; i++)
        {
            for (int j = 0; j < 40; j++)
            {
                double pair = truth[i] == 1 && truth[j] == 0 ? weights[i] * weights[j] : 0;
                pairs += pair;
                ordered += scores[i] > scores[j] ? pair : 0;
            }
        }

        var even = new AUC(41);
        even.UpdateState(truth, scores, weights);
        Assert.That(even.Result(), Is.EqualTo(ordered / pairs).Within(1e-6));
        var own = new AUC(thresholds: [.. Enumerable.Range(1, 39).Select(i => i / 40.0).Where(cut => cut != 0.5), 0.499]);
        own.UpdateState(truth, scores, weights);
        Assert.That(own.Result(), Is.EqualTo(ordered / pairs).Within(1e-6));
    }

    /// <summary>Weights of a lower rank belong to the first axes, even where NumPy's rule would align them with the last ones.</summary>
    [Test]
    public void WeightsOfTheFirstAxesOfLongerValues()
    {
        Tensor target = Ops.Zeros([2, 2, 2]);
        Tensor prediction = ((Tensor)new float[] { 1, 2, 3, 4, 5, 6, 7, 8 }).Reshape([2, 2, 2]);
        var metric = new RootMeanSquaredError();
        metric.UpdateState(target, prediction, new float[,] { { 1 }, { 3 } });
        double want = ((1 + 4 + 9 + 16) + (3 * (25 + 36 + 49 + 64))) / 4.0;
        Assert.That(metric.Result(), Is.EqualTo(Math.Sqrt(want / 4)).Within(1e-6));
        metric.ResetState();
        metric.UpdateState(target, prediction, new float[,] { { 1, 3 } });
        want = ((1 + 4 + 25 + 36) + (3 * (9 + 16 + 49 + 64))) / 2.0;
        Assert.That(metric.Result(), Is.EqualTo(Math.Sqrt(want / 8)).Within(1e-6));
    }

    [Test]
    public void WeightsOfLabelsAreATensorInConfigs()
    {
        JsonObject config = new AUC(multiLabel: true, labelWeights: [0.2, 0.5]).GetConfig();
        Assert.That(config["label_weights"]!["class_name"]!.GetValue<string>(), Is.EqualTo("__tensor__"));
        JsonNode value = config["label_weights"]!["config"]!["value"]!;
        Assert.That(value.AsArray().Select(weight => weight!.GetValue<double>()), Is.EqualTo(new double[] { 0.2f, 0.5f }));
        var serialized = new JsonObject { ["module"] = "keras.metrics", ["class_name"] = "AUC", ["config"] = config.DeepClone() };
        var again = (AUC)KerasRegistry.Deserialize(typeof(Metric), serialized);
        Assert.That(again.LabelWeights, Is.EqualTo(new double[] { 0.2f, 0.5f }));
    }

    [Test]
    public void TheFirstOfEqualPredictionsIsAmongTheTop()
    {
        var metric = new Precision(topK: 2);
        metric.UpdateState(new[,] { { 1f, 1, 0, 0 } }, new[,] { { 0.5f, 0.5f, 0.5f, 0.1f } });
        Assert.That(metric.Result(), Is.EqualTo(1));
    }

    [Test]
    public void NoClassIsAmongTheTopOfWhatIsNotFinite()
    {
        var metric = new SparseTopKCategoricalAccuracy(3);
        metric.UpdateState(new[] { 0, 1, 7, 2 }, new[,] { { float.NaN, 0, 1 }, { float.PositiveInfinity, 0, 1 }, { 0, 1, 2 }, { 0, 1, 2 } });
        Assert.That(metric.Result(), Is.EqualTo(0.25));
    }

    [Test]
    public void ASampleCountsOnceHoweverLongItIs()
    {
        var mean = new Mean();
        mean.UpdateState(Ops.Full([1, 4], 1));
        mean.UpdateState(Ops.Full([1, 2], 4));
        Assert.That(mean.Result(), Is.EqualTo(2.5));
    }

    [Test]
    public void SumsAreWeighted()
    {
        var sum = new Sum();
        sum.UpdateState(new[,] { { 1f, 2 }, { 3f, 4 } }, new[] { 1f, 10 });
        Assert.That(sum.Result(), Is.EqualTo(73));
        Assert.That(() => sum.UpdateState(Ops.Ones([2]), Ops.Ones([3])), Throws.InstanceOf<Diagnostics.ShapeException>());
    }

    [Test]
    public void ClassesOutsideDoNotCount()
    {
        var metric = new MeanIoU(2);
        metric.UpdateState(new[] { 0, 1, -1, 5, 1 }, new[] { 0, 1, 1, 0, 9 });
        Assert.That(metric.Result(), Is.EqualTo(1).Within(1e-6));
    }

    [Test]
    public void FractionsOfWeightsAreCutOffWithAWarning()
    {
        var warnings = new List<string>();
        Diagnostics.Log.Warning += warnings.Add;
        try
        {
            var metric = new MeanIoU(2);
            metric.UpdateState(new[] { 0, 0, 1 }, new[] { 0, 1, 1 }, new[] { 1.9f, 1.2f, 0.9f });
            Assert.That(metric.Result(), Is.EqualTo(0.25).Within(1e-6));
            Assert.That(warnings, Has.Some.Contains("mean_io_u").And.Some.Contains("Float32"));
        }
        finally
        {
            Diagnostics.Log.Warning -= warnings.Add;
        }
    }

    [TestCase("auc", true)]
    [TestCase("mse", false)]
    [TestCase("kl_divergence", false)]
    [TestCase("true_positives", null)]
    [TestCase("r2_score", true)]
    [TestCase("precision", true)]
    public void TellsWhichWayIsBetter(string name, bool? larger) => Assert.That(((Metric)name).LargerIsBetter, Is.EqualTo(larger));
}
