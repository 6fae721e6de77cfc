using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>Attention without projections, against plain loops, and differences for gradients.</summary>
[OnDevices]
public sealed class DenseAttentionTests
{
    private static Tensor Query => LayerCheck.Numbers([2, 3, 4], 1);

    private static Tensor Value => LayerCheck.Numbers([2, 5, 6], 2);

    private static Tensor Key => LayerCheck.Numbers([2, 5, 4], 3);

    private static BaseDenseAttention[] Layers() =>
    [
        new Attention(dtype: DType.Float64),
        new Attention(useScale: true, dtype: DType.Float64),
        new Attention(scoreMode: ScoreMode.Concat, dtype: DType.Float64),
        new Attention(useScale: true, scoreMode: ScoreMode.Concat, dtype: DType.Float64),
        new AdditiveAttention(dtype: DType.Float64),
        new AdditiveAttention(useScale: false, dtype: DType.Float64),
    ];

    [Test]
    public void GradientsShapesAndConfigs()
    {
        foreach (BaseDenseAttention layer in Layers())
        {
            LayerCheck.Gradients(layer, Query, Value, Key);
            LayerCheck.Shapes(layer, Query, Value, Key);
            LayerCheck.RoundTrip(layer);
        }

        LayerCheck.RoundTrip(new Attention(true, ScoreMode.Concat, 0.5, 3, name: "other"));
        LayerCheck.Gradients(new Attention(dtype: DType.Float64), LayerCheck.Numbers([2, 2, 3, 4]), LayerCheck.Numbers([2, 2, 5, 4], 2));
    }

    [Test]
    public void ScoresGiveTheOutput([Values(false, true)] bool causal)
    {
        using var scope = new TensorScope();
        Func<double, double, double>[] parts = [(q, k) => q * k, (q, k) => q * k, (q, k) => Math.Tanh(q + k), (q, k) => Math.Tanh(q + k)];
        BaseDenseAttention[] layers = Layers();
        for (int i = 0; i < parts.Length; i++)
        {
            Tensors both = layers[i].CallAll(Query, Value, Key, returnAttentionScores: true, useCausalMask: causal);
            double[,,] want = Weights(parts[i], causal);
            Assert.That(both[1].ToArray<double>(), Is.EqualTo(want.Cast<double>()).Within(1e-13), layers[i].ToString());
            Assert.That(both[0].ToArray<double>(), Is.EqualTo(Ops.MatMul(both[1], Value).ToArray<double>()).Within(1e-13));
            Assert.That(layers[i].Call(Query, Value, Key, useCausalMask: causal).ToArray<double>(), Is.EqualTo(both[0].ToArray<double>()).Within(1e-13));
        }
    }

    [Test]
    public void DropoutIsReproducible()
    {
        using var scope = new TensorScope();
        double[] Of(int seed, bool training) => new AdditiveAttention(useScale: false, dropout: 0.5, seed: seed, dtype: DType.Float64).Call(Query, Value, Key, training: training).ToArray<double>();
        double[] first = Of(1, true);
        Assert.That(Of(1, true), Is.EqualTo(first));
        Assert.That(Of(2, true), Is.Not.EqualTo(first));
        Assert.That(Of(1, false), Is.EqualTo(Of(2, false)));
    }

    [Test]
    public void WhatDoesNotFitIsRefused()
    {
        Assert.That(() => new Attention(dropout: -1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => new Attention().Call(Query), Throws.ArgumentException.With.Message.Contains("[query, value]"));
        Assert.That(() => new Attention().Call([Query, Value, Key, Key]), Throws.ArgumentException.With.Message.Contains("Received 4"));
        Assert.That(() => new Attention().Call(Query, Value), Throws.InstanceOf<ShapeException>().With.Message.Contains("size"));
        Assert.That(() => new Attention().Call(Query, Value[.., 0..2], Key), Throws.InstanceOf<ShapeException>().With.Message.Contains("sources"));
    }

    private static double[,,] Weights(Func<double, double, double> part, bool causal)
    {
        (Nd query, Nd key) = (Nd.From(Query), Nd.From(Key));
        double[,,] weights = new double[2, 3, 5];
        for (int row = 0; row < 6; row++)
        {
            (int b, int t) = (row / 3, row % 3);
            double[] powers = [.. Enumerable.Range(0, 5).Select(s => causal && s > t ? 0 : Math.Exp(Enumerable.Range(0, 4).Sum(i => part(query[b, t, i], key[b, s, i]))))];
            for (int s = 0; s < 5; s++)
            {
                weights[b, t, s] = powers[s] / powers.Sum();
            }
        }

        return weights;
    }
}
