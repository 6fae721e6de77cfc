using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>Attention by heads, against plain loops, its two ways of computing against each other, and differences for gradients.</summary>
[OnDevices]
public sealed class MultiHeadAttentionTests
{
    [Test]
    public void ConfigsComeBack()
    {
        LayerCheck.RoundTrip(new MultiHeadAttention(2, 3));
        var full = new MultiHeadAttention(
            2, 3, valueDim: 5, dropout: 0.25, useBias: false, outputShape: [4, 2], attentionAxes: [1, 2], slidingWindow: 3, kernelInitializer: "he_normal", kernelRegularizer: "l2", activityRegularizer: "l1", biasConstraint: "non_neg", useGate: true, seed: 7);
        var again = (MultiHeadAttention)LayerCheck.RoundTrip(full);
        Assert.That(again.OutputShape, Is.EqualTo(Shape.Create([4, 2])));
        Assert.That(again.AttentionAxes, Is.EqualTo(new[] { 1, 2 }));
        Assert.That(((GroupedQueryAttention)LayerCheck.RoundTrip(new GroupedQueryAttention(3, 4, 2, useGate: true))).ClassName, Is.EqualTo("GroupQueryAttention"));
    }

    [Test]
    public void ConfigsOfTensorFlowAreRead()
    {
        JsonObject serialized = ConfigJson.Serialize(new MultiHeadAttention(2, 3, name: "old"));
        serialized["config"]!["query_shape"] = new JsonArray(null, 4, 6);
        serialized["config"]!["value_shape"] = new JsonArray(null, 5, 6);
        serialized["config"]!["key_shape"] = null;
        Assert.That(((MultiHeadAttention)KerasRegistry.Deserialize(typeof(Layer), serialized)).KeyDim, Is.EqualTo(3));
        serialized["config"]!["other_shape"] = null;
        Assert.That(() => KerasRegistry.Deserialize(typeof(Layer), serialized), Throws.ArgumentException.With.Message.Contains("other_shape"));
    }

    [Test]
    public void GradientsAndShapes([Values(false, true)] bool gated, [Values(0.0, 1e-300)] double dropout)
    {
        // so small a dropout drops nothing, but the scores are computed
        Tensor query = LayerCheck.Numbers([2, 3, 4], 1);
        Tensor value = LayerCheck.Numbers([2, 5, 3], 2);
        Tensor key = LayerCheck.Numbers([2, 5, 2], 3);
        LayerCheck.Gradients(new MultiHeadAttention(2, 3, 2, dropout, outputShape: [5], useGate: gated, dtype: DType.Float64), query, value, key);
        LayerCheck.Gradients(new GroupedQueryAttention(3, 4, 2, dropout, useGate: gated, dtype: DType.Float64), query, value);
        LayerCheck.Shapes(new MultiHeadAttention(2, 3, outputShape: [5, 6]), query, value);
        LayerCheck.Shapes(new GroupedQueryAttention(2, 4, 1), query, value);
    }

    [Test]
    public void GradientsOfImagesAndOtherAxes()
    {
        Tensor x = LayerCheck.Numbers([2, 2, 3, 4]);
        foreach (int[]? axes in new int[]?[] { null, [1], [2], [-2], [2, 1] })
        {
            LayerCheck.Gradients(new MultiHeadAttention(2, 3, attentionAxes: axes, dtype: DType.Float64), x, LayerCheck.Numbers([2, 2, 3, 2], 2));
        }
    }

    /// <summary>Attention along some axes is attention of sequences, with the other axes counted to the batch.</summary>
    [Test]
    public void OneAxisIsASequence([Values(0.0, 1e-300)] double dropout)
    {
        using var scope = new TensorScope();
        Tensor x = LayerCheck.Numbers([2, 3, 5, 4]);
        var sequences = new MultiHeadAttention(2, 3, dtype: DType.Float64);
        Tensor want = sequences.Call(x.Reshape([6, 5, 4]), x.Reshape([6, 5, 4])).Reshape(x.Shape);
        var rows = new MultiHeadAttention(2, 3, dropout: dropout, attentionAxes: [2], dtype: DType.Float64);
        rows.Call(x, x);
        rows.SetWeights(sequences.GetWeights());
        Assert.That(rows.Call(x, x).ToArray<double>(), Is.EqualTo(want.ToArray<double>()).Within(1e-13));

        Tensor turned = x.Transpose([0, 2, 1, 3]);
        var columns = new MultiHeadAttention(2, 3, attentionAxes: [1], dtype: DType.Float64);
        columns.Call(turned, turned);
        columns.SetWeights(sequences.GetWeights());
        Assert.That(columns.Call(turned, turned).Transpose([0, 2, 1, 3]).ToArray<double>(), Is.EqualTo(want.ToArray<double>()).Within(1e-13));
    }

    [Test]
    public void ScoresAreMeansAndGiveTheOutput([Values(false, true)] bool causal)
    {
        using var scope = new TensorScope();
        Tensor x = LayerCheck.Numbers([2, 5, 4]);
        var layer = new MultiHeadAttention(2, 3, dtype: DType.Float64);
        Tensor atOnce = layer.Call(x, x, useCausalMask: causal);
        Tensors both = layer.CallAll(x, x, returnAttentionScores: true, useCausalMask: causal);
        Assert.That(both[0].ToArray<double>(), Is.EqualTo(atOnce.ToArray<double>()).Within(1e-13));
        Assert.That(both[1].Shape, Is.EqualTo(Shape.Create([2, 2, 5, 5])));
        Assert.That(Ops.Sum(both[1], -1).ToArray<double>(), Is.All.EqualTo(1).Within(1e-13));
        double above = Ops.Sum(Ops.Triu(both[1], 1)).Item<double>();
        Assert.That(above, causal ? Is.Zero : Is.GreaterThan(0.1));
    }

    [Test]
    public void DropoutIsReproducible()
    {
        using var scope = new TensorScope();
        Tensor x = LayerCheck.Numbers([2, 6, 4], 1, DType.Float32);
        float[] Of(int seed, bool training)
        {
            var layer = new MultiHeadAttention(2, 3, dropout: 0.5, kernelInitializer: new Initializers.GlorotUniform(seed: 3), seed: seed);
            return layer.Call(x, x, training: training).ToArray<float>();
        }

        float[] first = Of(1, true);
        Assert.That(Of(1, true), Is.EqualTo(first));
        Assert.That(Of(2, true), Is.Not.EqualTo(first));
        Assert.That(Of(1, false), Is.Not.EqualTo(first));
        Assert.That(Of(1, false), Is.EqualTo(Of(2, false)));
    }

    [Test]
    public void EachProjectionDrawsItsOwnWeights()
    {
        var layer = new MultiHeadAttention(2, 3);
        layer.Call(Ops.Ones([1, 2, 4]), Ops.Ones([1, 2, 4]));
        Assert.That(layer.Weights[0].Value.ToArray<float>(), Is.Not.EqualTo(layer.Weights[2].Value.ToArray<float>()));
    }

    [Test]
    public void PenaltiesOnOutputsAreThoseOfTheLayersInside()
    {
        using var call = new Sharpkeras.Models.StepCall(training: false);
        new MultiHeadAttention(2, 3, activityRegularizer: "l2").Call([Ops.Ones([2, 3, 4]), Ops.Ones([2, 3, 4])], call.Context);
        Assert.That(call.Context.Losses, Has.Count.EqualTo(4));
    }

    [Test]
    public void WhatDoesNotFitIsRefused()
    {
        Assert.That(() => new MultiHeadAttention(0, 3), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new MultiHeadAttention(2, 3, dropout: 2), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new GroupedQueryAttention(2, 3, 2), Throws.ArgumentException.With.Message.Contains("multiple"));
        Assert.That(() => new MultiHeadAttention(2, 3).Call(Ops.Ones([2, 3, 4])), Throws.ArgumentException.With.Message.Contains("[query, value]"));
        Assert.That(() => new MultiHeadAttention(2, 3).Call(Ops.Ones([2, 4]), Ops.Ones([2, 4])), Throws.InstanceOf<ShapeException>().With.Message.Contains("rank"));
        Assert.That(
            () => new MultiHeadAttention(2, 3).Call(Ops.Ones([2, 3, 4]), Ops.Ones([2, 5, 4]), Ops.Ones([2, 6, 4])),
            Throws.InstanceOf<ShapeException>().With.Message.Contains("sources"));
        Assert.That(
            () => new MultiHeadAttention(2, 3, attentionAxes: [3]).Call(Ops.Ones([2, 3, 4]), Ops.Ones([2, 3, 4])),
            Throws.ArgumentException.With.Message.Contains("attentionAxes"));
        Assert.That(() => new GroupedQueryAttention(2, 2, 2).Call(Ops.Ones([2, 3, 3, 4]), Ops.Ones([2, 3, 3, 4])), Throws.InstanceOf<ShapeException>());
        Assert.That(
            () => new MultiHeadAttention(2, 3).Call(Ops.Ones([2, 3, 4]), Ops.Ones([2, 5, 4]), attentionMask: Ops.Ones([1, 1, 2, 3, 5], DType.Bool)),
            Throws.InstanceOf<ShapeException>().With.Message.Contains("mask"));
    }
}
