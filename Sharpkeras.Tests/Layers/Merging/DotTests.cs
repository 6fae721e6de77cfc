using System.Text.Json.Nodes;
using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>Sums of products over an axis, against plain loops.</summary>
[OnDevices]
public sealed class DotTests
{
    private static readonly (Shape Left, Shape Right, int First, int Second)[] Sets =
    [
        ([2, 5, 4], [2, 5, 4], 1, 1),
        ([2, 3, 4], [2, 4, 5], 2, 1),
        ([2, 3, 4], [2, 7, 4], -1, -1),
        ([3, 4], [3, 4], 1, 1),
        ([3, 4], [3, 5, 4], 1, 2),
        ([3, 5, 4], [3, 4], -1, 1),
        ([2, 3, 5, 4], [2, 4, 2, 3], 3, 1),
        ([2, 4, 3, 5], [2, 2, 3, 4], 1, -1),
        ([1, 1, 1], [1, 1, 1], 1, 2),
        ([2, 3, 0], [2, 0, 2], 2, 1),
    ];

    private static IEnumerable<TestCaseData> Cases() =>
        from set in Sets
        from normalize in new[] { false, true }
        select new TestCaseData(set.Left, set.Right, set.First, set.Second, normalize)
            .SetArgDisplayNames($"{set.Left} {set.Right} ({set.First}, {set.Second}) {normalize}");

    [TestCaseSource(nameof(Cases))]
    [NoLeak]
    public void SumsOfProducts(Shape left, Shape right, int first, int second, bool normalize)
    {
        using var scope = new TensorScope();
        Tensor[] inputs = [LayerCheck.Numbers(left, 1), LayerCheck.Numbers(right, 2)];
        int a = first < 0 ? first + left.Rank : first;
        int b = second < 0 ? second + right.Rank : second;
        Nd x = normalize ? Normalized(Nd.From(inputs[0]), a) : Nd.From(inputs[0]);
        Nd y = normalize ? Normalized(Nd.From(inputs[1]), b) : Nd.From(inputs[1]);
        int[] rows = [.. Without(left, a)];
        int[] columns = [.. Without(right, b)];
        int[] sample = [.. rows, .. columns];
        Nd want = Nd.Of([left[0], .. sample.Length == 0 ? [1] : sample], index => Enumerable.Range(0, left[a]).Sum(k =>
            x[Index(index[0], index[1..(1 + rows.Length)], a, k)] * y[Index(index[0], index.AsSpan(1 + rows.Length, columns.Length).ToArray(), b, k)]));
        var layer = new Dot((first, second), normalize, dtype: DType.Float64);
        Tensor got = layer.Call(inputs);
        Assert.That(got.Shape, Is.EqualTo(want.Shape));
        Assert.That(got.ToArray<double>(), Is.EqualTo(want.Data).Within(1e-14));
        LayerCheck.Gradients(layer, inputs);
        LayerCheck.Shapes(new Dot((first, second), normalize, dtype: DType.Float64), inputs);
    }

    [Test]
    public void NoLengthGivesZeroAndAFiniteGradient()
    {
        using var tape = new GradientTape();
        Tensor zeros = Ops.Zeros([2, 3]);
        tape.Watch(zeros);
        Tensor cosine = new Dot(1, normalize: true).Call([zeros, Ops.Ones([2, 3])]);
        Assert.That(cosine.ToArray<float>(), Is.All.EqualTo(0f));
        Assert.That(tape.Gradient(Ops.Sum(cosine), zeros).ToArray<float>(), Is.All.Matches<float>(float.IsFinite));
    }

    [Test]
    public void OneNumberAndTwoStayWhatTheyAreInConfigs()
    {
        Assert.That(LayerCheck.RoundTrip(new Dot(-1)).GetConfig()["axes"]!.ToJsonString(), Is.EqualTo("-1"));
        Assert.That(LayerCheck.RoundTrip(new Dot((2, 1), normalize: true)).GetConfig()["axes"]!.ToJsonString(), Is.EqualTo("[2,1]"));
        JsonObject wrong = ConfigJson.Serialize(new Dot(1));
        wrong["config"]!["axes"] = new JsonArray(1, 2, 3);
        Assert.That(() => KerasRegistry.Deserialize(typeof(Layer), wrong), Throws.ArgumentException.With.Message.Contains("[1,2,3]"));
        wrong["config"]!.AsObject().Remove("axes");
        Assert.That(() => KerasRegistry.Deserialize(typeof(Layer), wrong), Throws.ArgumentException.With.Message.Contains("axes").And.Message.Contains("missing"));
    }

    [Test]
    public void WhatDoesNotFitIsRefused()
    {
        Tensor x = Ops.Ones([2, 3, 4]);
        Assert.That(() => new Dot(0), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("axes").And.Message.Contains("(0, 0)"));
        Assert.That(() => new Dot((1, 0)), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("(1, 0)"));
        Refused(() => new Dot((1, 2), name: "pair").Call([x, x]), "pair (Dot)", "length 3", "4");
        Refused(() => new Dot(1, name: "batch").Call([x, Ops.Ones([5, 3, 4])]), "batch (Dot)", "batches", "[5, 3, 4]");
        Refused(() => new Dot(1, name: "flat").Call([Ops.Ones([2]), Ops.Ones([2])]), "flat (Dot)", "rank 2");
        Assert.That(() => new Dot(1, name: "three").Call([x, x, x]), Throws.ArgumentException.With.Message.Contains("three (Dot)").And.Message.Contains("Received 3"));
        Assert.That(
            () => new Dot(3, name: "far").Call([x, x]),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("far (Dot)").And.Message.Contains("axis 3"));
        Assert.That(() => new Dot(-3, name: "first").Call([x, x]), Throws.ArgumentException.With.Message.Contains("first (Dot)").And.Message.Contains("batch axis"));
    }

    private static Nd Normalized(Nd x, int axis) => Nd.Of(x.Shape, index =>
    {
        double squares = Enumerable.Range(0, x.Shape[axis]).Sum(k => Math.Pow(x[[.. index[..axis], k, .. index[(axis + 1)..]]], 2));
        return x[index] / Math.Max(Math.Sqrt(squares), 1e-7);
    });

    private static IEnumerable<int> Without(Shape shape, int axis) => shape.ToArray().Where((_, i) => i > 0 && i != axis);

    private static int[] Index(int batch, int[] rest, int axis, int k) => [batch, .. rest[..(axis - 1)], k, .. rest[(axis - 1)..]];

    private static void Refused(Func<object> action, params string[] words)
    {
        var error = Assert.Catch<ShapeException>(() => action());
        foreach (string word in words)
        {
            Assert.That(error!.Message, Does.Contain(word));
        }
    }
}
