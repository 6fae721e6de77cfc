using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Initializers;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Optimizers;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>Rows for indices.</summary>
[OnDevices]
public sealed class EmbeddingTests
{
    private static readonly double[,] Table = { { 0, 1, 2 }, { 10, 11, 12 }, { 20, 21, 22 }, { 30, 31, 32 } };

    [TestCase(DType.Int32)]
    [TestCase(DType.Int64)]
    [TestCase(DType.UInt8)]
    [TestCase(DType.Float32)]
    [TestCase(DType.Float64)]
    [NoLeak]
    public void EveryTypeOfWholeNumber(DType dtype)
    {
        using var scope = new TensorScope();
        Tensor indices = Tensor.From(new[,] { { 3, 0 }, { 1, 3 } }).Cast(dtype);
        Tensor rows = Filled().Call(indices);
        Assert.That(rows.Shape, Is.EqualTo(Shape.Create([2, 2, 3])));
        Assert.That(rows.DType, Is.EqualTo(DType.Float64));
        Assert.That(rows.ToArray<double>(), Is.EqualTo(new double[] { 30, 31, 32, 0, 1, 2, 10, 11, 12, 30, 31, 32 }));
    }

    /// <summary>In float32, 16,777,217 would be its neighbour.</summary>
    [Test]
    public void WideFloatingIndicesAreNotConvertedToTheLayersType()
    {
        Assert.That(
            () => new Embedding(5, 2, name: "wide").Call(Tensor.From(new[,] { { 16777217.0 } })).ToArray(),
            Throws.ArgumentException.With.Message.Contains("16777217"));
    }

    [Test]
    public void GradientsOfRepeatedIndicesAddUp()
    {
        LayerCheck.Gradients(Filled(), Tensor.From(new[,] { { 3, 0, 3 }, { 1, 3, 0 } }));
        LayerCheck.Gradients(Filled(), Tensor.From(new[] { 2 }));
        LayerCheck.Gradients(Filled(), Ops.Zeros([2, 0], DType.Int32));
    }

    [Test]
    [NoLeak]
    public void ZeroIsHiddenWhereAsked()
    {
        using var scope = new TensorScope();
        Tensor indices = Tensor.From(new[,] { { 3, 0, 1 } });
        Tensor rows = new Embedding(4, 2, maskZero: true).Call(indices);
        Assert.That(rows.Mask!.ToArray<bool>(), Is.EqualTo(new[] { true, false, true }));
        Assert.That(new Embedding(4, 2, maskZero: true).Call(indices.Cast(DType.Float32)).Mask!.ToArray<bool>(), Is.EqualTo(new[] { true, false, true }));
        Assert.That(new Embedding(4, 2).Call(indices).Mask, Is.Null);
        Assert.That(indices.Mask, Is.Null);
    }

    [TestCase(4)]
    [TestCase(-1)]
    public void AnIndexOutsideIsNamedWithTheRange(int index)
    {
        // devices report what they found when values are read
        Assert.That(
            () => new Embedding(4, 2, name: "words").Call(Tensor.From(new[] { 1, index })).ToArray(),
            Throws.ArgumentException.With.Message.Contains("words (Embedding)").And.Message.Contains("[0, 3]").And.Message.Contains($"Received {index} at place 1"));
    }

    [Test]
    public void ArgumentsOutsideTheirRange()
    {
        Assert.That(() => new Embedding(0, 2), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("inputDim").And.Message.Contains("0"));
        Assert.That(() => new Embedding(2, -3), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("outputDim").And.Message.Contains("-3"));
        Assert.That(
            () => new Embedding(3, 2, weights: Ops.Zeros([2, 3]), name: "shape"),
            Throws.InstanceOf<ShapeException>().With.Message.Contains("shape (Embedding)").And.Message.Contains("[2, 3]"));
    }

    [Test]
    public void GivenWeightsExistAtOnce()
    {
        var layer = new Embedding(2, 2, weights: new float[,] { { 1, 2 }, { 3, 4 } });
        Assert.That(layer.GetWeights().Single().Shape, Is.EqualTo(Shape.Create([2, 2])));
        Assert.That(layer.Call(Tensor.From(new[] { 1 })).ToArray<float>(), Is.EqualTo(new[] { 3f, 4 }));
    }

    [Test]
    public void ShapesAndConfigs()
    {
        LayerCheck.Shapes(new Embedding(5, 3, maskZero: true), Ops.Zeros([2, 7], DType.Int32));
        var layer = (Embedding)LayerCheck.RoundTrip(new Embedding(
            5, 3, "ones", "l2", "non_neg", maskZero: true, activityRegularizer: "l1", name: "words", trainable: false));
        Assert.That((layer.InputDim, layer.OutputDim, layer.MaskZero, layer.SupportsMasking), Is.EqualTo((5, 3, true, true)));
        JsonObject legacy = ConfigJson.Serialize(new Embedding(5, 3));
        legacy["config"]!["input_length"] = 10;
        Assert.That(() => KerasRegistry.Deserialize(typeof(Layer), legacy), Throws.Nothing);
        legacy["config"]!["lora_rank"] = 4;
        Assert.That(() => KerasRegistry.Deserialize(typeof(Layer), legacy), Throws.ArgumentException.With.Message.Contains("lora_rank"));
    }

    [Test]
    public void AModelOfWordsLearns()
    {
        var model = new Sequential(
        [
            new InputLayer([3], dtype: DType.Int32),
            new Embedding(6, 4, new RandomUniform(seed: 1), maskZero: true),
            new Dense(1, kernelInitializer: new GlorotUniform(seed: 2)),
            new Flatten(),
            new Dense(1, kernelInitializer: new GlorotUniform(seed: 3)),
        ]);
        model.Compile(new Adam(0.05), "mse");
        Tensor x = Tensor.From(new[,] { { 1, 2, 0 }, { 3, 0, 0 }, { 5, 4, 2 }, { 1, 1, 1 } });
        Tensor y = Tensor.From(new[,] { { 1f }, { 0f }, { 1f }, { 0f } });
        History history = model.Fit(x, y, epochs: 100, shuffle: false, verbosity: Verbosity.Silent);
        Assert.That(history["loss"][^1], Is.LessThan(0.1 * history["loss"][0]));
    }

    private static Embedding Filled() => new(4, 3, weights: Tensor.From(Table), dtype: DType.Float64);
}
