using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>Masked positions do not count in statistics and means.</summary>
[OnDevices]
public sealed class MaskedStatisticsTests
{
    /// <summary>[2, 2, 1]: the second step of the first sample is masked.</summary>
    private static Tensor Masked(DType dtype = DType.Float64)
    {
        Tensor x = Tensor.FromSpan<double>([1, 100, 3, 8], [2, 2, 1]).Cast(dtype);
        x.SetMask(Tensor.FromSpan<bool>([true, false, true, true], [2, 2]));
        return x;
    }

    [Test]
    public void BatchNormalization()
    {
        using var scope = new TensorScope();
        var layer = new BatchNormalization(momentum: 0, epsilon: 0, dtype: DType.Float64);
        Tensor y = layer.Call(Masked(), training: true);
        double deviation = Math.Sqrt(26.0 / 3);

        // Keras adds 10⁻⁷ to the three values that count
        Assert.That(layer.Weights[2].Value.ToArray<double>()[0], Is.EqualTo(4).Within(1e-6));
        Assert.That(layer.Weights[3].Value.ToArray<double>()[0], Is.EqualTo(26.0 / 3).Within(1e-6));
        Assert.That(y.ToArray<double>(), Is.EqualTo((double[])[-3 / deviation, 96 / deviation, -1 / deviation, 4 / deviation]).Within(1e-5));
        Assert.That(y.Mask, Is.Not.Null);
    }

    [Test]
    public void GradientsOfBatchNormalizationAgreeWithDifferences()
    {
        double Value(double change)
        {
            using var scope = new TensorScope();
            Tensor x = Tensor.FromSpan<double>([1 + change, 100, 3, 8], [2, 2, 1]);
            x.SetMask(Masked().Mask);
            return Ops.Sum(Ops.Square(new BatchNormalization(dtype: DType.Float64).Call(x, training: true) - 0.3)).Item<double>();
        }

        using var tape = new GradientTape();
        Tensor input = Masked();
        tape.Watch(input);
        Tensor loss = Ops.Sum(Ops.Square(new BatchNormalization(dtype: DType.Float64).Call(input, training: true) - 0.3));
        double want = (Value(1e-5) - Value(-1e-5)) / 2e-5;
        Assert.That(tape.Gradient(loss, input).ToArray<double>()[0], Is.EqualTo(want).Within(1e-6 * (1 + Math.Abs(want))));
    }

    [Test]
    public void AMaskOfAnotherRank()
    {
        Tensor x = Ops.Zeros([2, 2, 2, 1]);
        x.SetMask(Tensor.FromSpan<bool>([true, false, true, true], [2, 2]));
        Assert.That(() => new BatchNormalization().Call(x, training: true), Throws.InstanceOf<ShapeException>().With.Message.Contains("[2, 2]"));
    }

    [Test]
    public void GlobalAveragePooling([Values] bool keepDims)
    {
        using var scope = new TensorScope();
        Tensor y = new GlobalAveragePooling1D(keepDims: keepDims).Call(Masked(DType.Float32));
        Assert.That(y.ToArray<float>(), Is.EqualTo((float[])[1, 5.5f]));
        Assert.That(y.Rank, Is.EqualTo(keepDims ? 3 : 2));
        Assert.That(y.Mask, Is.Null);
    }

    [Test]
    public void LayersThatOnlyPassTheMaskOn()
    {
        using var scope = new TensorScope();
        Layer[] layers =
        [
            new LayerNormalization(), new GroupNormalization(1), new UnitNormalization(), new GaussianNoise(0.1), new GaussianDropout(0.1), new AlphaDropout(0.1),
            new SpatialDropout1D(0.1), new ActivityRegularization(), new Normalization(mean: 0, variance: 1),
        ];
        Tensor x = Masked(DType.Float32);
        Assert.That(layers.Select(layer => layer.Call(x).Mask?.ToArray<bool>()), Has.All.EqualTo(x.Mask!.ToArray<bool>()));
        Assert.That(new RMSNormalization().Call(x).Mask, Is.Null, "as in Keras");
    }
}
