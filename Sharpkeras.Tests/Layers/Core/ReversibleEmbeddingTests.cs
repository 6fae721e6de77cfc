using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>The way back from vectors to indices.</summary>
[OnDevices]
public sealed class ReversibleEmbeddingTests
{
    private static Tensor Hidden => Tensor.FromSpan<double>([0.5, -1, 2, 0.25, 3, -0.5, 1, 1, 0, -2, 4, 1], [2, 3, 2]);

    [TestCase(true, null)]
    [TestCase(true, 1.5)]
    [TestCase(false, null)]
    [TestCase(false, 0.5)]
    public void LogitsAreProductsWithAllRows(bool tied, double? bound)
    {
        var layer = new ReversibleEmbedding(5, 2, tied, "random_normal", logitSoftCap: bound, dtype: DType.Float64);
        Tensor logits = layer.Reverse(Hidden);
        Assert.That(logits.Shape, Is.EqualTo(Shape.Create([2, 3, 5])));
        Assert.That(layer.Weights, Has.Count.EqualTo(tied ? 1 : 2));
        double[] x = Hidden.ToArray<double>();
        double[] w = layer.Weights[^1].Value.ToArray<double>();
        IEnumerable<double> want =
            from place in Enumerable.Range(0, 6)
            from index in Enumerable.Range(0, 5)
            let sum = Enumerable.Range(0, 2).Sum(k => x[(place * 2) + k] * (tied ? w[(index * 2) + k] : w[(k * 5) + index]))
            select bound is { } c ? Math.Tanh(sum / c) * c : sum;
        Assert.That(logits.ToArray<double>(), Is.EqualTo(want).Within(1e-12));
    }

    [Test]
    public void BothWaysTrainTheSameRows()
    {
        var layer = new ReversibleEmbedding(4, 2, dtype: DType.Float64);
        using var tape = new GradientTape();
        Tensor hidden = layer.Call(Tensor.FromSpan<int>([1, 3], [1, 2]));
        Tensor[] gradients = tape.Gradient(Ops.Sum(layer.Reverse(hidden)), layer.TrainableWeights);
        double[] w = layer.Weights[0].Value.ToArray<double>();
        double[] all = [.. Enumerable.Range(0, 2).Select(k => Enumerable.Range(0, 4).Sum(row => w[(row * 2) + k]))];
        IEnumerable<double> want =
            from row in Enumerable.Range(0, 4)
            from k in Enumerable.Range(0, 2)
            select w[2 + k] + w[6 + k] + (row is 1 or 3 ? all[k] : 0);
        Assert.That(gradients.Single().ToArray<double>(), Is.EqualTo(want).Within(1e-12));
    }

    [Test]
    public void TheWayBackMayHaveItsOwnType()
    {
        var layer = new ReversibleEmbedding(5, 2, reverseDtype: DType.Float64, weights: Ops.Ones([5, 2]), tieWeights: false);
        Assert.That(layer.Reverse(Ops.Ones([1, 2])).DType, Is.EqualTo(DType.Float64));
        Assert.That(layer.Weights.Select(weight => weight.Name), Is.EqualTo(new[] { "embeddings", "reverse_embeddings" }));
        Assert.That(layer.GetConfig()["reverse_dtype"]!.GetValue<string>(), Is.EqualTo("float64"));
    }

    [Test]
    public void WhatDoesNotFitIsRefused()
    {
        Assert.That(() => new ReversibleEmbedding(5, 2).Reverse(Ops.Ones([1, 3])), Throws.InstanceOf<ShapeException>().With.Message.Contains("[1, 3]"));
        Assert.That(() => new ReversibleEmbedding(5, 2).Reverse(Ops.Ones([2])), Throws.InstanceOf<ShapeException>().With.Message.Contains("rank 2"));
        Assert.That(() => new ReversibleEmbedding(5, 2, reverseDtype: DType.Int32), Throws.ArgumentException.With.Message.Contains("reverseDtype"));
        Assert.That(() => new ReversibleEmbedding(5, 2, logitSoftCap: 0), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("logitSoftCap"));
    }
}
