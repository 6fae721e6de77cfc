using Sharpkeras.Losses;
using Sharpkeras.Tests.Support;
using Folding = Sharpkeras.Losses.Reduction;

namespace Sharpkeras.Tests.LossChecks;

/// <summary>Reductions, sample weights, masks and ranks, with numbers that can be checked by hand.</summary>
[OnDevices]
public sealed class LossReductionTests
{
    /// <summary>Losses 1, 4, 9 for three samples.</summary>
    private static readonly float[] Errors = [1, 2, 3];

    [TestCase(Folding.SumOverBatchSize, 14.0 / 3)]
    [TestCase(Folding.Mean, 14.0 / 3)]
    [TestCase(Folding.Sum, 14.0)]
    [TestCase(Folding.MeanWithSampleWeight, 14.0 / 3)]
    public void Unweighted(Folding reduction, double want) =>
        Assert.That(Value(new MeanSquaredError(reduction)), Is.EqualTo(want).Within(1e-6));

    [TestCase(Folding.SumOverBatchSize, 19.0 / 3)]
    [TestCase(Folding.Mean, 19.0 / 3)]
    [TestCase(Folding.Sum, 19.0)]
    [TestCase(Folding.MeanWithSampleWeight, 19.0 / 3)]
    public void Weighted(Folding reduction, double want)
    {
        float[] weights = [2, 2, 1];
        double scale = reduction == Folding.MeanWithSampleWeight ? 3.0 / 5 : 1;
        Assert.That(Value(new MeanSquaredError(reduction), weights), Is.EqualTo(want * scale).Within(1e-6));
    }

    [Test]
    public void WithoutReductionEachSampleKeepsItsLoss()
    {
        Tensor losses = new MeanSquaredError(Folding.None).Call(Ops.Zeros([3, 1]), Column(Errors), Column([2, 0, 1]));
        Assert.That(losses.Length, Is.EqualTo(3));
        Assert.That(losses.ToArray<float>(), Is.EqualTo(new[] { 2f, 0, 9 }));
    }

    [Test]
    public void WeightsThatSumToNothingGiveNothing() =>
        Assert.That(Value(new MeanSquaredError(Folding.MeanWithSampleWeight), [0, 0, 0]), Is.Zero);

    [Test]
    public void NoSamplesGiveNothing() =>
        Assert.That(new MeanSquaredError().Call(Ops.Zeros([0, 2]), Ops.Zeros([0, 2])).Item<float>(), Is.Zero);

    [TestCase(new[] { 2, 2 }, new[] { 0.5f, 1, 2, 4 }, (0.5 * 1) + (1 * 4) + (2 * 9) + (4 * 16))]
    [TestCase(new[] { 2, 2, 1 }, new[] { 0.5f, 1, 2, 4 }, (0.5 * 1) + (1 * 4) + (2 * 9) + (4 * 16))]
    [TestCase(new[] { 2 }, new[] { 1f, 2 }, 1 + 4 + (2 * 9) + (2 * 16))]
    [TestCase(new[] { 2, 1 }, new[] { 1f, 2 }, 1 + 4 + (2 * 9) + (2 * 16))]
    [TestCase(new[] { 1, 2 }, new[] { 1f, 2 }, 1 + (2 * 4) + 9 + (2 * 16))]
    [TestCase(new int[0], new[] { 3f }, 3 * (1 + 4 + 9 + 16))]
    public void WeightsOfTimeSteps(int[] shape, float[] weights, double want)
    {
        Tensor predictions = Tensor.FromSpan<float>([1, 2, 3, 4], [2, 2, 1]);
        Tensor loss = new MeanSquaredError(Folding.Sum).Call(Ops.Zeros([2, 2, 1]), predictions, Tensor.FromSpan<float>(weights, shape));
        Assert.That(loss.Item<float>(), Is.EqualTo(want).Within(1e-5));
    }

    [Test]
    public void WeightsOfAnotherCountAreRefused() => Assert.That(
        () => new MeanSquaredError().Call(Ops.Zeros([3, 2]), Ops.Zeros([3, 2]), Ops.Ones([2])),
        Throws.InstanceOf<Diagnostics.ShapeException>().With.Message.Contains("mean_squared_error").And.Message.Contains("[3]").And.Message.Contains("[2]"));

    [TestCase(new[] { 3 }, new[] { 3, 1 })]
    [TestCase(new[] { 3, 1 }, new[] { 3 })]
    public void AColumnAndAVectorAreTheSame(int[] target, int[] prediction)
    {
        Tensor losses = new MeanSquaredError(Folding.None).Call(Ops.Zeros(target), ((Tensor)Errors).Reshape(prediction));
        Assert.That(losses.ToArray<float>(), Is.EqualTo(new[] { 1f, 4, 9 }));
    }

    [Test]
    public void ShapesThatWouldBroadcastAreRefused() => Assert.That(
        () => new MeanAbsoluteError().Call(Ops.Zeros([3, 1]), Ops.Zeros([3, 2])),
        Throws.InstanceOf<Diagnostics.ShapeException>().With.Message.Contains("mean_absolute_error").And.Message.Contains("[3, 1]"));

    [Test]
    public void MaskedPredictionsDoNotCount()
    {
        using var scope = new TensorScope();
        Tensor prediction = Column(Errors);
        prediction = prediction.WithMask(Ops.Greater((Tensor)new[] { 1f, 0, 1 }, Ops.Zeros([3])));
        Assert.That(new MeanSquaredError().Call(Ops.Zeros([3, 1]), prediction).Item<float>(), Is.EqualTo(5).Within(1e-6));
        Assert.That(new MeanSquaredError(Folding.Sum).Call(Ops.Zeros([3, 1]), prediction, new[] { 1f, 1, 2 }).Item<float>(), Is.EqualTo(19));
    }

    [Test]
    public void AMaskKeepsTheLogits()
    {
        Tensor mask = Ops.Greater((Tensor)new[] { 1f, 0 }, Ops.Zeros([2]));
        Tensor logits = new[,] { { 60f }, { -60f } };
        Tensor masked = Ops.Sigmoid(logits).WithMask(mask);
        Assert.That(new BinaryCrossentropy().Call(Ops.Zeros([2, 1]), masked).Item<float>(), Is.EqualTo(60));
    }

    [Test]
    public void IgnoredSamplesGiveNoGradientWhateverTheyAre()
    {
        Tensor logits = new[,] { { 1f, 2 }, { float.NaN, float.PositiveInfinity } };
        using var tape = new GradientTape();
        tape.Watch(logits);
        Tensor loss = new SparseCategoricalCrossentropy(fromLogits: true, ignoreClass: -1).Call(new[] { 0, -1 }, logits);
        Assert.That(loss.Item<float>(), Is.EqualTo(1 + Math.Log(1 + Math.Exp(-1))).Within(1e-6));
        Assert.That(tape.Gradient(loss, logits).ToArray<float>()[2..], Is.All.Zero);
    }

    [Test]
    public void GivenTypeIsComputedIn()
    {
        Tensor loss = new MeanSquaredError(dtype: DType.Float64).Call(Ops.Zeros([3, 1]), Column(Errors));
        Assert.That(loss.DType, Is.EqualTo(DType.Float64));
        Assert.That(new MeanSquaredError().Call(new[] { 1, 2 }, new[] { 1, 4 }).Item<float>(), Is.EqualTo(2));
    }

    private static double Value(Loss loss, float[]? weights = null) =>
        loss.Call(Ops.Zeros([3, 1]), Column(Errors), weights == null ? null : (Tensor)weights).Item<float>();

    private static Tensor Column(float[] values) => ((Tensor)values).Reshape([-1, 1]);
}
