using Sharpkeras.Layers;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Goldens;

namespace Sharpkeras.Tests.Support;

/// <summary>What any layer of one input must hold: its gradients are those of central differences, its config and its symbolic shape are its own.</summary>
internal static class LayerDifferences
{
    private const double Step = 1e-5;

    /// <summary>Checks a float64 layer on a random input.</summary>
    public static void Check(Layer layer, Shape shape)
    {
        using var scope = new TensorScope();
        Nd x = Draw(1, shape);
        layer.EnsureBuilt(shape);
        Nd[] values = [x, .. layer.Weights.Select((weight, i) => Draw(2 + i, weight.Shape))];
        SetWeights(layer, values);
        Nd factors = Draw(99, layer.Call(ToTensor(x)).Shape);
        Nd[] got = Gradients(layer, x, factors);
        for (int i = 0; i < values.Length; i++)
        {
            double[] want = Differences(layer, values, i, factors);
            for (int j = 0; j < want.Length; j++)
            {
                Assert.That(got[i].Data[j], Is.EqualTo(want[j]).Within(1e-6 * (1 + Math.Abs(want[j]))), $"{layer}: gradient {i}, element {j}");
            }
        }

        CheckConfig(layer);
        CheckShape(layer, shape, factors.Shape);
    }

    private static void CheckConfig(Layer layer)
    {
        KerasObject again = KerasRegistry.Deserialize(typeof(Layer), ConfigJson.Serialize(layer));
        Assert.That(PlainJson.Of(again.GetConfig()), Is.EqualTo(PlainJson.Of(layer.GetConfig())), $"{layer}: config");
    }

    private static void CheckShape(Layer layer, Shape input, Shape output) => Assert.That(
        Symbolic.Infer(layer, input.With(0, -1), layer.DType).Shape, Is.EqualTo(output.With(0, -1)), $"{layer}: symbolic shape");

    private static Nd[] Gradients(Layer layer, Nd x, Nd factors)
    {
        using var tape = new GradientTape();
        Tensor input = ToTensor(x);
        tape.Watch(input);
        Tensor sum = Ops.Sum(layer.Call(input) * ToTensor(factors));
        Tensor[] sources = [input, .. layer.TrainableWeights.Select(weight => weight.Value)];
        return [.. tape.Gradient(sum, sources).Select(Nd.From)];
    }

    private static double[] Differences(Layer layer, Nd[] values, int which, Nd factors)
    {
        double[] data = values[which].Data;
        double[] result = new double[data.Length];
        for (int j = 0; j < data.Length; j++)
        {
            double at = data[j];
            data[j] = at + Step;
            double above = Weighted(layer, values, factors);
            data[j] = at - Step;
            result[j] = (above - Weighted(layer, values, factors)) / (2 * Step);
            data[j] = at;
        }

        SetWeights(layer, values);
        return result;
    }

    private static double Weighted(Layer layer, Nd[] values, Nd factors)
    {
        using var scope = new TensorScope();
        SetWeights(layer, values);
        return layer.Call(ToTensor(values[0])).ToArray<double>().Zip(factors.Data, (value, factor) => value * factor).Sum();
    }

    private static void SetWeights(Layer layer, Nd[] values) => layer.SetWeights([.. values.Skip(1).Select(value => ToTensor(value).ToHost())]);

    private static Nd Draw(int seed, Shape shape)
    {
        var random = new Random(seed);
        return Nd.Of(shape, _ => (random.NextDouble() * 2) - 1);
    }

    private static Tensor ToTensor(Nd value) => Tensor.FromSpan<double>(value.Data, value.Shape);
}
