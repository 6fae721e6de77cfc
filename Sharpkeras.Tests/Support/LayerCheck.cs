using Sharpkeras.Layers;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Goldens;

namespace Sharpkeras.Tests.Support;

/// <summary>What is asked of every layer.</summary>
internal static class LayerCheck
{
    private const double Step = 1e-5;

    /// <summary>Central differences are wrong by the step's square, and by rounding divided by the step.</summary>
    private const double Tolerance = 1e-8;

    /// <summary>
    /// The gradients for floating inputs and trainable weights agree with central differences of Σ y·r. The layer and its floating inputs are float64.
    /// </summary>
    public static void Gradients(Layer layer, params Tensor[] inputs)
    {
        using var scope = new TensorScope();
        layer.CallAll(inputs);
        Tensor[] sources = [.. inputs.Where(input => input.DType.IsFloating()), .. layer.TrainableWeights.Select(weight => weight.Value)];
        double[][] got = Taped(layer, inputs, sources);
        int place = 0;
        for (int i = 0; i < inputs.Length; i++)
        {
            if (inputs[i].DType.IsFloating())
            {
                int at = i;
                double[] want = Differences(inputs[i].ToArray<double>(), values => Weighted(layer, With(inputs, at, values)));
                Compare($"{layer}, gradient of input {i}", got[place++], want);
            }
        }

        foreach (Variable weight in layer.TrainableWeights)
        {
            HostArray before = weight.Value.ToHost();
            double[] want = Differences(weight.Value.ToArray<double>(), values =>
            {
                weight.Assign(Tensor.FromSpan<double>(values, weight.Shape));
                return Weighted(layer, inputs);
            });
            weight.Assign(Tensor.FromHost(before));
            Compare($"{layer}, gradient of {weight.Path}", got[place++], want);
        }
    }

    /// <summary>A layer made from the config of another has the same config.</summary>
    public static Layer RoundTrip(Layer layer)
    {
        var again = (Layer)KerasRegistry.Deserialize(typeof(Layer), ConfigJson.Serialize(layer));
        Assert.That(again.GetType(), Is.EqualTo(layer.GetType()));
        Assert.That(PlainJson.Of(again.GetConfig()), Is.EqualTo(PlainJson.Of(layer.GetConfig())));
        return again;
    }

    /// <summary>The shapes of a symbolic call with unknown batch are those of a real call.</summary>
    public static void Shapes(Layer layer, params Tensor[] inputs)
    {
        using var scope = new TensorScope();
        TensorSpec[] symbolic = Symbolic.Infer(layer, [.. inputs.Select(input => new TensorSpec(input.Shape.With(0, -1), input.DType))]);
        Tensors real = layer.CallAll(inputs);
        Assert.That(symbolic.Select(output => output.Shape), Is.EqualTo(real.Select(output => output.Shape.With(0, -1))), $"{layer}: shapes");
        Assert.That(symbolic.Select(output => output.DType), Is.EqualTo(real.Select(output => output.DType)), $"{layer}: types");
    }

    /// <summary>Numbers in [−1, 1), the same ones for a shape and seed.</summary>
    public static Tensor Numbers(Shape shape, int seed = 1, DType dtype = DType.Float64)
    {
        var random = new Random(seed);
        double[] numbers = [.. Enumerable.Range(0, (int)shape.Length).Select(_ => (random.NextDouble() * 2) - 1)];
        return Tensor.FromSpan<double>(numbers, shape).Cast(dtype);
    }

    /// <summary>A mask from its rows, true where a step counts.</summary>
    public static Tensor Mask(bool[,] rows) => Tensor.From(rows);

    private static double[][] Taped(Layer layer, Tensor[] inputs, Tensor[] sources)
    {
        using var tape = new GradientTape();
        foreach (Tensor input in inputs.Where(input => input.DType.IsFloating()))
        {
            tape.Watch(input);
        }

        return [.. tape.Gradient(Sum(layer.CallAll(inputs)), sources).Select(gradient => gradient.ToArray<double>())];
    }

    private static double Weighted(Layer layer, Tensor[] inputs)
    {
        using var scope = new TensorScope();
        return Sum(layer.CallAll(inputs)).Item<double>();
    }

    private static Tensor Sum(Tensors outputs) => outputs
        .Select((output, i) => Ops.Sum(output * Numbers(output.Shape, 100 + i, output.DType)))
        .Aggregate((left, right) => left + right);

    private static Tensor[] With(Tensor[] inputs, int at, double[] values)
    {
        Tensor[] changed = [.. inputs];
        changed[at] = Ops.WithMask(Tensor.FromSpan<double>(values, inputs[at].Shape), inputs[at].Mask);
        return changed;
    }

    private static double[] Differences(double[] values, Func<double[], double> function)
    {
        double[] result = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            double start = values[i];
            values[i] = start + Step;
            double above = function(values);
            values[i] = start - Step;
            result[i] = (above - function(values)) / (2 * Step);
            values[i] = start;
        }

        return result;
    }

    private static void Compare(string what, double[] got, double[] want)
    {
        Assert.That(got, Has.Length.EqualTo(want.Length), what);
        for (int i = 0; i < want.Length; i++)
        {
            Assert.That(got[i], Is.EqualTo(want[i]).Within(Tolerance * (1 + Math.Abs(want[i]))), $"{what}, element {i}");
        }
    }
}
