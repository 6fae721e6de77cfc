using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Goldens;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>Normalization of data: adapting, given statistics, files.</summary>
[OnDevices]
public sealed class NormalizationTests
{
    private static readonly double[] Data = [0, 7, 4, 2, 9, 6, 0, 7, 4, 2, 9, 6];

    private static Tensor Samples => Tensor.FromSpan<double>(Data, [4, 3]);

    [Test]
    public void AdaptsToEachColumn()
    {
        using var scope = new TensorScope();
        var layer = new Normalization(dtype: DType.Float64);
        layer.Adapt(Samples);
        Assert.That(layer.Mean!.Shape, Is.EqualTo(Shape.Create([1, 3])));
        Assert.That(layer.Mean!.ToArray<double>(), Is.EqualTo((double[])[1, 8, 5]));
        Assert.That(layer.Variance!.ToArray<double>(), Is.EqualTo((double[])[1, 1, 1]));
        Assert.That(layer.Call(Tensor.FromSpan<double>([0, 7, 4], [1, 3])).ToArray<double>(), Is.EqualTo((double[])[-1, -1, -1]));
        Assert.That(layer.Weights.Select(weight => (weight.Name, weight.DType)), Is.EqualTo(
            ((string, DType)[])[("mean", DType.Float64), ("variance", DType.Float64), ("count", DType.Int64)]));
        Assert.That(layer.TrainableWeights, Is.Empty);
    }

    [Test]
    public void OneMeanForAllValuesAndOneForEachPairOfAxes()
    {
        using var scope = new TensorScope();
        var all = new Normalization([], dtype: DType.Float64);
        all.Adapt(Samples);
        double mean = Data.Average();
        Assert.That(all.Mean!.ToArray<double>(), Is.EqualTo((double[])[mean]).Within(1e-14));
        Assert.That(all.Variance!.ToArray<double>(), Is.EqualTo((double[])[Data.Average(x => (x - mean) * (x - mean))]).Within(1e-13));
        var pairs = new Normalization([-1, 1], dtype: DType.Float64);
        pairs.Adapt(Tensor.FromSpan<double>(Data, [2, 2, 1, 3]));
        Assert.That(pairs.Mean!.Shape, Is.EqualTo(Shape.Create([1, 2, 1, 3])));
        Assert.That(pairs.Mean!.ToArray<double>(), Is.EqualTo((double[])[0, 7, 4, 2, 9, 6]));
        Assert.That(pairs.Call(Tensor.FromSpan<double>(Data, [2, 2, 1, 3])).ToArray<double>(), Has.All.EqualTo(0));
    }

    [Test]
    public void BatchesGiveWhatTheWholeGives()
    {
        using var scope = new TensorScope();
        double[] data = LayerGradients.Numbers(4, 31 * 3, -2);
        Tensor x = Tensor.FromSpan<double>(data, [31, 3]);
        var whole = new Normalization(dtype: DType.Float64);
        whole.Adapt(x);
        var pieces = new Normalization(dtype: DType.Float64);
        pieces.Adapt([x[..1], x[1..14], x[14..31]]);
        Assert.That(pieces.Mean!.ToArray<double>(), Is.EqualTo(whole.Mean!.ToArray<double>()).Within(1e-14));
        Assert.That(pieces.Variance!.ToArray<double>(), Is.EqualTo(whole.Variance!.ToArray<double>()).Within(1e-14));
    }

    [Test]
    [NoLeak]
    public void AdaptingLeavesNothingBehind()
    {
        using var scope = new TensorScope();
        var layer = new Normalization();
        layer.Adapt([Ops.Ones([5, 2]), Ops.Zeros([3, 2]), Tensor.FromSpan<byte>([1, 2], [1, 2])]);
        layer.Adapt(Ops.Ones([5, 2]));
        Assert.That(layer.Variance!.ToArray<float>(), Is.EqualTo((float[])[0, 0]));

        // a variance of 0 divides by 10⁻⁷
        Assert.That(layer.Call(Ops.Full([1, 2], 2)).ToArray<float>(), Has.All.EqualTo(1e7f).Within(2));
    }

    [Test]
    public void GivenStatisticsAndTheWayBack()
    {
        using var scope = new TensorScope();
        Tensor x = Tensor.FromSpan<float>([1, 2, 3], [3, 1]);
        Tensor y = new Normalization(mean: 3, variance: 2).Call(x);
        Assert.That(y.ToArray<float>(), Is.EqualTo((float[])[-1.4142135f, -0.70710677f, 0]).Within(1e-6));
        Assert.That(new Normalization(mean: 3, variance: 2, invert: true).Call(y).ToArray<float>(), Is.EqualTo(x.ToArray<float>()).Within(1e-6));
        var layer = new Normalization([1, 2], mean: [1, 2], variance: [4, 1], dtype: DType.Float64);
        Assert.That(layer.Call(Ops.Full([1, 2, 2], 3, DType.Float64)).ToArray<double>(), Is.EqualTo((double[])[1, 1, 1, 1]));
        Assert.That(layer.Weights, Is.Empty);
        LayerGradients.Check(() => new Normalization(mean: [1, 2], variance: [4, 1], dtype: DType.Float64), [3, 2], training: true);
    }

    [Test]
    public void ArgumentsThatDoNotFit()
    {
        Assert.That(() => new Normalization(mean: 1), Throws.InstanceOf<ArgumentException>().With.Message.Contains("variance"));
        Assert.That(() => new Normalization(mean: [1, 2], variance: 1), Throws.InstanceOf<ArgumentException>().With.Message.Contains("[2]"));
        Assert.That(() => new Normalization(mean: 1, variance: -1), Throws.InstanceOf<ArgumentException>().With.Message.Contains("-1"));
        Assert.That(() => new Normalization(mean: double.NaN, variance: 1), Throws.InstanceOf<ArgumentException>().With.Message.Contains("finite"));
        Assert.That(() => new Normalization([], mean: [1], variance: [1]), Throws.InstanceOf<ArgumentException>().With.Message.Contains("0 dimensions"));
        Assert.That(
            () => new Normalization(mean: [1, 2], variance: [1, 1]).Call(Ops.Zeros([2, 3])), Throws.InstanceOf<ArgumentException>().With.Message.Contains("[2]"));
        Assert.That(() => new Normalization(2).Call(Ops.Zeros([2, 3])), Throws.InstanceOf<ArgumentException>().With.Message.Contains("axis 2"));
        Assert.That(() => new Normalization().Call(Ops.Zeros([2])), Throws.InstanceOf<ShapeException>().With.Message.Contains("known"));
    }

    [Test]
    public void DataThatDoNotFit()
    {
        var layer = new Normalization();
        Assert.That(() => layer.Adapt([]), Throws.InstanceOf<ShapeException>().With.Message.Contains("no batch"));
        Assert.That(() => layer.Adapt(Ops.Zeros([0, 3])), Throws.InstanceOf<ShapeException>().With.Message.Contains("[0, 3]"));
        layer.Adapt(Ops.Zeros([2, 3]));
        Assert.That(() => layer.Adapt(Ops.Zeros([2, 4])), Throws.InstanceOf<ShapeException>().With.Message.Contains("[2, 4]"));
        Assert.That(() => layer.Call(Ops.Zeros([2, 4])), Throws.InstanceOf<ShapeException>().With.Message.Contains("[2, 4]"));
        Assert.That(() => new Normalization(mean: 1, variance: 1).Adapt(Ops.Zeros([2, 3])), Throws.InvalidOperationException);
    }

    [TestCase("""{"axis": null}""", "[]", "null")]
    [TestCase("""{}""", "[-1]", "null")]
    [TestCase("""{"axis": 1, "mean": 2, "variance": 1.5}""", "[1]", "2")]
    [TestCase("""{"axis": [1, 2], "mean": [[0.1, 2]], "variance": [[1, 1]]}""", "[1, 2]", "[[0.1, 2]]")]
    public void Configs(string config, string axis, string mean)
    {
        var layer = (Normalization)KerasRegistry.Deserialize(
            typeof(Layer), new JsonObject { ["class_name"] = "Normalization", ["config"] = JsonNode.Parse(config) });
        JsonObject written = layer.GetConfig();
        Assert.That(PlainJson.Of(written["axis"]) + PlainJson.Of(written["mean"]), Is.EqualTo(axis + mean));
        var again = (Layer)KerasRegistry.Deserialize(typeof(Layer), ConfigJson.Serialize(layer));
        Assert.That(PlainJson.Of(again.GetConfig()), Is.EqualTo(PlainJson.Of(written)));
    }

    [Test]
    public void AModelWithNormalizationsIsSavedAndLoaded()
    {
        using var folder = new TemporaryFolder();
        using var scope = new TensorScope();
        var normalization = new Normalization();
        normalization.Adapt(Samples);
        var model = new Sequential([new InputLayer([3]), normalization, new BatchNormalization(), new LayerNormalization(), new Dense(2)]);
        string path = folder.File("normal.h5");
        model.Save(path);
        Model again = Model.Load(path);
        Tensor x = Samples.Cast(DType.Float32);
        Assert.That(again.Predict(x).ToArray<float>(), Is.EqualTo(model.Predict(x).ToArray<float>()));
        Assert.That(again.Weights.Select(weight => weight.DType), Is.EqualTo(model.Weights.Select(weight => weight.DType)));
    }
}
