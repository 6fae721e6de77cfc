using Sharpkeras.Layers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>Kernels that are divided by their spectral norm.</summary>
[OnDevices]
public sealed class SpectralNormalizationTests
{
    [TestCase(1)]
    [TestCase(3)]
    public void StepsAreThoseOfThePowerMethod(int iterations)
    {
        var layer = new SpectralNormalization(new Dense(3, kernelInitializer: "random_normal", dtype: DType.Float64), iterations, dtype: DType.Float64);
        Tensor x = Tensor.FromSpan<double>(LayerGradients.Numbers(1, 8, -1), [2, 4]);
        layer.Call(x);
        Assert.That(layer.Weights.Select(weight => weight.Name), Is.EqualTo(new[] { "kernel", "vector_u", "bias" }), "Keras's order");
        double[] w = layer.Weights[0].Value.ToArray<double>();
        double[] u = layer.Weights[1].Value.ToArray<double>();
        double[] v = [];
        for (int i = 0; i < iterations; i++)
        {
            v = Unit([.. Enumerable.Range(0, 4).Select(row => Enumerable.Range(0, 3).Sum(column => u[column] * w[(row * 3) + column]))]);
            u = Unit([.. Enumerable.Range(0, 3).Select(column => Enumerable.Range(0, 4).Sum(row => v[row] * w[(row * 3) + column]))]);
        }

        double norm = Enumerable.Range(0, 12).Sum(i => v[i / 3] * w[i] * u[i % 3]);
        double[] scaled = [.. w.Select(value => value / norm)];
        double[] input = x.ToArray<double>();
        double[] y = layer.Call(x, training: true).ToArray<double>();
        Assert.That(layer.Weights[0].Value.ToArray<double>(), Is.EqualTo(scaled).Within(1e-12));
        Assert.That(layer.Weights[1].Value.ToArray<double>(), Is.EqualTo(u).Within(1e-12));
        Assert.That(y, Is.EqualTo(Enumerable.Range(0, 6).Select(i =>
            Enumerable.Range(0, 4).Sum(k => input[((i / 3) * 4) + k] * scaled[(k * 3) + (i % 3)]))).Within(1e-12), "the new kernel is used at once");
        layer.Call(x);
        Assert.That(layer.Weights[0].Value.ToArray<double>(), Is.EqualTo(scaled).Within(1e-12), "nothing changes outside of training");
    }

    [Test]
    public void TheNormBecomesOne()
    {
        var layer = new SpectralNormalization(new Conv2D(4, 2), powerIterations: 200);
        layer.Call(Ops.Ones([1, 5, 5, 3]), training: true);
        Tensor matrix = layer.Layer.Weights[0].Value.Reshape([-1, 4]);
        Assert.That(matrix.SingularValues().ToArray<float>()[0], Is.EqualTo(1).Within(1e-4));
    }

    [Test]
    public void AKernelOfZerosStays()
    {
        var layer = new SpectralNormalization(new Dense(3, kernelInitializer: "zeros"));
        layer.Call(Ops.Ones([2, 4]));
        float[] u = layer.Weights[1].Value.ToArray<float>();
        Assert.That(layer.Call(Ops.Ones([2, 4]), training: true).ToArray<float>(), Is.All.EqualTo(0));
        Assert.That(layer.Weights[1].Value.ToArray<float>(), Is.EqualTo(u));
    }

    [Test]
    public void EmbeddingsAreNormalised()
    {
        var layer = new SpectralNormalization(new Embedding(5, 3));
        Tensor y = layer.Call(Tensor.FromSpan<int>([1, 4], [1, 2]), training: true);
        Assert.That(y.Shape, Is.EqualTo(Shape.Create([1, 2, 3])));
        Assert.That(y.DType, Is.EqualTo(DType.Float32));
    }

    [Test]
    public void AFrozenLayerInsideFreezesItsKernel()
    {
        var layer = new SpectralNormalization(new Dense(3));
        layer.Call(Ops.Ones([2, 4]));
        Assert.That(layer.TrainableWeights, Has.Count.EqualTo(2));
        layer.Layer.Trainable = false;
        Assert.That(layer.TrainableWeights, Is.Empty);
        Assert.That(layer.NonTrainableWeights, Has.Count.EqualTo(3));
    }

    [Test]
    public void WhatDoesNotFitIsRefused()
    {
        Assert.That(
            () => new SpectralNormalization(new Dense(2), 0), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("powerIterations"));
        Assert.That(
            () => new SpectralNormalization(new Flatten()).Call(Ops.Ones([2, 3])), Throws.ArgumentException.With.Message.Contains("'kernel' or 'embeddings'"));
    }

    private static double[] Unit(double[] x)
    {
        double length = Math.Sqrt(x.Sum(value => value * value));
        return [.. x.Select(value => value / length)];
    }
}
