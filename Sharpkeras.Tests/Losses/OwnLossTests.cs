using Sharpkeras.Diagnostics;
using Sharpkeras.Losses;

namespace Sharpkeras.Tests.LossChecks;

/// <summary>A loss of a program's own.</summary>
public sealed class OwnLossTests
{
    [Test]
    public void TargetsAreMatchedWithPredictions()
    {
        using var scope = new TensorScope();
        Tensor vector = new[] { 1f, 2f };
        Tensor column = new[,] { { 3f }, { 5f } };
        Assert.That(new Distance().Call(vector, column).ToArray<float>(), Is.EqualTo(new[] { 2f, 3f }));
        Assert.That(new Distance().Call(column, vector).ToArray<float>(), Is.EqualTo(new[] { -2f, -3f }));
        Assert.That(() => new Distance().Call(vector, Ops.Zeros([2, 2])), Throws.InstanceOf<ShapeException>().With.Message.Contains("distance"));
    }

    /// <summary>The prediction minus the target, for each sample.</summary>
    private sealed class Distance() : Loss(Losses.Reduction.None, null)
    {
        protected override Tensor PerSample(Tensor yTrue, Tensor yPred)
        {
            var (target, prediction) = Match(yTrue, yPred);
            return Ops.Mean(prediction - target, axis: -1);
        }
    }
}
