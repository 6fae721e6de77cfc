using Sharpkeras.Layers;
using Sharpkeras.Models;

namespace Sharpkeras.Tests.Support;

/// <summary>Gradients of a float64 layer compared with central differences, for its input and its trainable weights.</summary>
internal static class LayerGradients
{
    private const double Step = 1e-5;

    /// <summary>Differences are good to the square of the step, 10⁻¹⁰, and to rounding over the step.</summary>
    private const double Tolerance = 1e-6;

    /// <summary>Checks a layer on numbers in [−2, 2]. Its weights are drawn anew before each call, so that calls that change them agree.</summary>
    public static void Check(Func<Layer> make, Shape shape, bool training)
    {
        Layer layer = make();
        layer.EnsureBuilt(shape);
        double[] x = Numbers(1, shape.Length, -2);
        double[][] weights = [.. layer.Weights.Select((weight, i) => Numbers(10 + i, weight.Value.Length, 0.5))];
        double[][] got = Gradients(layer, shape, x, weights, training);
        Compare(got[0], Differences(layer, shape, x, weights, x, training), "input");
        for (int i = 0; i < layer.TrainableWeights.Count; i++)
        {
            int place = layer.Weights.ToList().IndexOf(layer.TrainableWeights[i]);
            Compare(got[i + 1], Differences(layer, shape, x, weights, weights[place], training), layer.Weights[place].Name);
        }
    }

    public static double[] Numbers(int seed, long count, double low)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, (int)count).Select(_ => low + ((2 - low) * random.NextDouble()))];
    }

    public static void Set(Layer layer, double[][] weights)
    {
        for (int i = 0; i < weights.Length; i++)
        {
            layer.Weights[i].Load(HostArray.From<double>(weights[i], layer.Weights[i].Shape));
        }
    }

    private static double[][] Gradients(Layer layer, Shape shape, double[] x, double[][] weights, bool training)
    {
        Set(layer, weights);
        using var tape = new GradientTape();
        using var call = new StepCall(training);
        Tensor input = Tensor.FromSpan<double>(x, shape);
        tape.Watch(input);
        Tensor y = layer.Call(input, call.Context);
        Tensor loss = Ops.Sum(y * Tensor.FromSpan<double>(Numbers(99, y.Length, -1), y.Shape));
        Tensor[] sources = [input, .. layer.TrainableWeights.Select(weight => weight.Value)];
        return [.. tape.Gradient(loss, sources).Select(gradient => gradient.ToArray<double>())];
    }

    private static double[] Differences(Layer layer, Shape shape, double[] x, double[][] weights, double[] changed, bool training)
    {
        double[] result = new double[changed.Length];
        for (int i = 0; i < result.Length; i++)
        {
            double at = changed[i];
            changed[i] = at + Step;
            double above = Weighted(layer, shape, x, weights, training);
            changed[i] = at - Step;
            double below = Weighted(layer, shape, x, weights, training);
            changed[i] = at;
            result[i] = (above - below) / (2 * Step);
        }

        return result;
    }

    private static double Weighted(Layer layer, Shape shape, double[] x, double[][] weights, bool training)
    {
        using var scope = new TensorScope();
        Set(layer, weights);
        double[] y = layer.Call(Tensor.FromSpan<double>(x, shape), training).ToArray<double>();
        return y.Zip(Numbers(99, y.Length, -1), (value, weight) => value * weight).Sum();
    }

    private static void Compare(double[] got, double[] want, string what)
    {
        Assert.That(got, Has.Length.EqualTo(want.Length), what);
        for (int i = 0; i < want.Length; i++)
        {
            Assert.That(got[i], Is.EqualTo(want[i]).Within(Tolerance * (1 + Math.Abs(want[i]))), $"{what}[{i}]");
        }
    }
}
