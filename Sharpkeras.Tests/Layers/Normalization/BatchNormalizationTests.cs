using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>The moving statistics of batch normalization: when they move, and by how much.</summary>
[OnDevices]
public sealed class BatchNormalizationTests
{
    private static readonly double[] Data = [1, 10, 3, 30, 8, -10];

    private static Tensor Batch => Tensor.FromSpan<double>(Data, [3, 2]);

    private static double[] State(Layer layer, string name) => layer.Weights.Single(weight => weight.Name == name).Value.ToArray<double>();

    [Test]
    public void TrainingMovesTheStatisticsByTheMomentum()
    {
        using var scope = new TensorScope();
        var layer = new BatchNormalization(momentum: 0.75, dtype: DType.Float64);
        layer.Call(Batch, training: true);

        // means 4 and 10; variances of 1, 3, 8 and of 10, 30, -10
        Assert.That(State(layer, "moving_mean"), Is.EqualTo((double[])[1, 2.5]).Within(1e-14));
        Assert.That(State(layer, "moving_variance"), Is.EqualTo((double[])[0.75 + (26.0 / 3 / 4), 0.75 + (800.0 / 3 / 4)]).Within(1e-12));
    }

    [Test]
    public void UseAndSymbolicCallsLeaveThem()
    {
        using var scope = new TensorScope();
        var layer = new BatchNormalization(dtype: DType.Float64);
        Symbolic.Infer(layer, [-1, 2], DType.Float64);
        layer.Call(Batch);
        layer.Call(Sharpkeras.Devices.BackendProvider.Get(Device.Meta).Rent([3, 2], DType.Float64), training: true);
        Assert.That(State(layer, "moving_mean"), Is.EqualTo((double[])[0, 0]));
        Assert.That(State(layer, "moving_variance"), Is.EqualTo((double[])[1, 1]));
    }

    [Test]
    public void AFrozenLayerUsesTheMovingStatisticsInTrainingToo()
    {
        using var scope = new TensorScope();
        var layer = new BatchNormalization(epsilon: 0, trainable: false, dtype: DType.Float64);
        Assert.That(layer.Call(Batch, training: true).ToArray<double>(), Is.EqualTo(Data));
        Assert.That(State(layer, "moving_mean"), Is.EqualTo((double[])[0, 0]));
        Assert.That(layer.TrainableWeights, Is.Empty);
        layer.Trainable = true;
        layer.Call(Batch, training: true);
        Assert.That(State(layer, "moving_mean"), Is.EqualTo((double[])[0.04, 0.1]).Within(1e-14));
    }

    [Test]
    public void OrderOfWeights()
    {
        var layer = new BatchNormalization(renorm: true, name: "norm");
        layer.EnsureBuilt([-1, 3]);
        string[] names = ["gamma", "beta", "moving_mean", "moving_variance", "moving_stddev", "renorm_mean", "renorm_stddev"];
        Assert.That(layer.Weights.Select(weight => weight.Path), Is.EqualTo(names.Select(name => "norm/" + name)));
    }

    [Test]
    public void AnEmptyBatchInUseGivesNothing()
    {
        using var scope = new TensorScope();
        Tensor y = new BatchNormalization().Call(Ops.Zeros([0, 4, 4, 3]));
        Assert.That(y.Shape, Is.EqualTo(Shape.Create([0, 4, 4, 3])));
    }

    [Test]
    public void IntegersAreConverted()
    {
        using var scope = new TensorScope();
        Tensor y = new BatchNormalization(epsilon: 0).Call(Tensor.FromSpan<int>([3, -1], [1, 2]));
        Assert.That(y.ToArray<float>(), Is.EqualTo((float[])[3, -1]));
    }

    [Test]
    public void FarFromZeroTheVarianceKeepsItsDigits()
    {
        using var scope = new TensorScope();
        var layer = new BatchNormalization(momentum: 0);
        float[] data = [.. Enumerable.Range(0, 40_000).Select(i => 10_000 + (i % 2))];
        layer.Call(Tensor.FromSpan<float>(data, [40_000, 1]), training: true);

        // float32 numbers near 10000 are 10⁻³ apart: the squared distances are from a mean that is off by half of it at most, a quarter of 10⁻⁶
        Assert.That(layer.Weights[3].Value.ToArray<float>()[0], Is.EqualTo(0.25).Within(2.5e-6));
    }

    [Test]
    public void TrainingWithItLowersTheLossAndMovesTheStatistics()
    {
        var model = new Sequential([new InputLayer([4]), new Dense(8), new BatchNormalization(momentum: 0.5), new Activation("relu"), new Dense(1)]);
        model.Compile(new SGD(0.05), loss: "mean_squared_error");
        Tensor x = Tensor.FromSpan<float>([.. LayerGradients.Numbers(3, 64 * 4, -2).Select(value => (float)value)], [64, 4]);
        Tensor y = Ops.Sum(x, 1, keepDims: true);
        History history = model.Fit(x, y, batchSize: 16, epochs: 5, verbosity: Verbosity.Silent);
        Assert.That(history["loss"][^1], Is.LessThan(history["loss"][0]));
        Assert.That(model.Weights.Single(weight => weight.Name == "moving_mean").Value.ToArray<float>(), Has.Some.Not.Zero);
    }

    [Test]
    public void Renormalization()
    {
        using var scope = new TensorScope();
        var layer = new BatchNormalization(
            momentum: 0.9, epsilon: 0.01, renorm: true, renormClipping: new RenormClipping(rmax: 1.5, rmin: 0.5, dmax: 0.75), renormMomentum: 0.8, dtype: DType.Float64);
        layer.EnsureBuilt([3, 2]);
        double[] start = [1.2, 0.7, 0.1, -0.2, 0.5, 2, 4, 3, 6, 2, 9, 1, 20, 0.5];
        LayerGradients.Set(layer, [.. start.Chunk(2)]);
        double[] y = layer.Call(Batch, training: true).ToArray<double>();
        for (int c = 0; c < 2; c++)
        {
            double[] x = [Data[c], Data[c + 2], Data[c + 4]];
            double mean = x.Average();
            double deviation = Math.Sqrt(x.Average(value => (value - mean) * (value - mean)) + 0.01);
            double reference = Math.Max(start[12 + c], 0.1);
            double r = Math.Clamp(deviation / reference, 0.5, 1.5);
            double d = Math.Clamp((mean - start[10 + c]) / reference, -0.75, 0.75);
            for (int i = 0; i < 3; i++)
            {
                double want = (((((x[i] - mean) / deviation) * r) + d) * start[c]) + start[2 + c];
                Assert.That(y[(2 * i) + c], Is.EqualTo(want).Within(1e-12), $"y[{i}, {c}]");
            }

            double moved = (start[8 + c] * 0.9) + (deviation * 0.1);
            double[] state = [.. layer.Weights.Skip(2).Select(weight => weight.Value.ToArray<double>()[c])];
            double[] wanted =
            [
                (start[4 + c] * 0.9) + (mean * 0.1), Math.Max((moved * moved) - 0.01, 0), moved, (start[10 + c] * 0.8) + (mean * 0.2), (start[12 + c] * 0.8) + (deviation * 0.2),
            ];
            Assert.That(state, Is.EqualTo(wanted).Within(1e-12), $"state of channel {c}");
        }
    }
}
