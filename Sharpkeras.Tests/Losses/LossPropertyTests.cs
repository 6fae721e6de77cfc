using Sharpkeras.Losses;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Support;
using Folding = Sharpkeras.Losses.Reduction;

namespace Sharpkeras.Tests.LossChecks;

/// <summary>What holds for every loss: its gradient is its slope, and a batch is the weighted sum of its samples.</summary>
[OnDevices]
public sealed class LossPropertyTests
{
    private static IEnumerable<TestCaseData> Cases() => LossCase.All.Select(item => new TestCaseData(item));

    private static IEnumerable<TestCaseData> CasesPerSample() =>
        LossCase.All.Where(item => item.IsPerSample).Select(item => new TestCaseData(item));

    [TestCaseSource(nameof(Cases))]
    public void GradientAgreesWithCentralDifferences(object value)
    {
        var item = (LossCase)value;
        const double step = 1e-6;
        double[] at = item.Prediction.Data;
        Tensor prediction = item.Predictions();
        using var tape = new GradientTape();
        tape.Watch(prediction);
        double[] got = tape.Gradient(item.Create(Folding.Sum).Call(item.Targets(), prediction), prediction).ToArray<double>();
        Assert.That(got.Any(slope => slope != 0), "there is a gradient");
        for (int i = 0; i < at.Length; i++)
        {
            double want = (Sum(item, Moved(at, i, step)) - Sum(item, Moved(at, i, -step))) / (2 * step);
            Assert.That(got[i], Is.EqualTo(want).Within(1e-6 * Math.Max(1, Math.Abs(want))), $"prediction {i}");
        }
    }

    [TestCaseSource(nameof(CasesPerSample))]
    public void ABatchIsTheWeightedSumOfItsSamples(object value)
    {
        var item = (LossCase)value;
        Tensor targets = item.Targets();
        Tensor predictions = item.Predictions();
        int batch = predictions.Shape[0];
        double[] weights = [.. Enumerable.Range(0, batch).Select(i => 0.5 * i)];
        Loss loss = item.Create(Folding.Sum);
        double sum = 0;
        for (int i = 0; i < batch; i++)
        {
            sum += weights[i] * loss.Call(targets[i..(i + 1)], predictions[i..(i + 1)]).Item<double>();
        }

        Tensor sampleWeight = Tensor.FromSpan<double>(weights, [batch]);
        Assert.That(loss.Call(targets, predictions, sampleWeight).Item<double>(), Is.EqualTo(sum).Within(1e-12 * Math.Max(1, sum)));
        double[] each = item.Create(Folding.None).Call(targets, predictions, sampleWeight).ToArray<double>();
        Assert.That(each.Sum(), Is.EqualTo(sum).Within(1e-12 * Math.Max(1, sum)));
    }

    [TestCaseSource(nameof(Cases))]
    public void ComputesInFloat32ForFloat32(object value)
    {
        var item = (LossCase)value;
        Tensor single = item.Create(Folding.SumOverBatchSize).Call(item.Targets(DType.Float32), item.Predictions(DType.Float32));
        Tensor exact = item.Create(Folding.SumOverBatchSize).Call(item.Targets(), item.Predictions());
        Assert.That(single.DType, Is.EqualTo(DType.Float32));
        Assert.That(exact.DType, Is.EqualTo(DType.Float64));
        Assert.That(single.Item<float>(), Is.EqualTo(exact.Item<double>()).Within(1e-5 * Math.Max(1, Math.Abs(exact.Item<double>()))));
    }

    [TestCaseSource(nameof(Cases))]
    public void ConfigMakesAnEqualLoss(object value)
    {
        var item = (LossCase)value;
        Loss loss = item.Create(Folding.MeanWithSampleWeight);
        var config = ConfigJson.Serialize(loss);
        var again = (Loss)KerasRegistry.Deserialize(typeof(Loss), config);
        Assert.That(again.GetConfig().ToJsonString(), Is.EqualTo(loss.GetConfig().ToJsonString()));
        Assert.That(
            again.Call(item.Targets(), item.Predictions()).Item<double>(),
            Is.EqualTo(loss.Call(item.Targets(), item.Predictions()).Item<double>()));
    }

    private static double Sum(LossCase item, double[] predictions) =>
        item.Create(Folding.Sum).Call(item.Targets(), Tensor.FromSpan<double>(predictions, item.Prediction.Shape)).Item<double>();

    private static double[] Moved(double[] values, int place, double by)
    {
        double[] moved = [.. values];
        moved[place] += by;
        return moved;
    }
}
