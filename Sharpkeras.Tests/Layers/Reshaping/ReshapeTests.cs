using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>Flatten, Reshape, Permute and RepeatVector.</summary>
[OnDevices]
public sealed class ReshapeTests
{
    [Test]
    public void FlattenMakesRows()
    {
        foreach (Shape shape in new Shape[] { [3], [3, 1], [2, 3, 5], [2, 0, 5], [0, 3], [2, 3, 1, 7, 2] })
        {
            Tensor x = LayerCheck.Numbers(shape);
            int features = shape.ToArray().Skip(1).Aggregate(1, (product, dimension) => product * dimension);
            Assert.That(new Flatten().Call(x).Shape, Is.EqualTo(Shape.Create([shape[0], features])));
            Assert.That(new Flatten(dtype: DType.Float64).Call(x).ToArray<double>(), Is.EqualTo(x.ToArray<double>()));
            LayerCheck.Shapes(new Flatten(), x);
            LayerCheck.Gradients(new Flatten(DataFormat.ChannelsFirst, dtype: DType.Float64), x);
        }

        Assert.That(() => new Flatten(name: "flat").Call(Ops.Ones([])), Throws.InstanceOf<ShapeException>().With.Message.Contains("flat (Flatten)"));
    }

    [Test]
    public void ChannelsFirstAreMovedLast()
    {
        Tensor x = LayerCheck.Numbers([2, 3, 4, 5]);
        Nd values = Nd.From(x);
        double[] want = Nd.Of([2, 4, 5, 3], index => values[index[0], index[3], index[1], index[2]]).Data;
        Assert.That(new Flatten(DataFormat.ChannelsFirst, dtype: DType.Float64).Call(x).ToArray<double>(), Is.EqualTo(want));
        Assert.That(new Flatten(DataFormat.ChannelsFirst).Call(Ops.Ones([2, 3])).Shape, Is.EqualTo(Shape.Create([2, 3])));
        LayerCheck.RoundTrip(new Flatten(DataFormat.ChannelsFirst));
    }

    [Test]
    public void ReshapeComputesOneLengthFromASample()
    {
        Tensor x = LayerCheck.Numbers([2, 3, 4]);
        Assert.That(new Reshape([6, 2]).Call(x).Shape, Is.EqualTo(Shape.Create([2, 6, 2])));
        Assert.That(new Reshape([-1, 2, 2]).Call(x).Shape, Is.EqualTo(Shape.Create([2, 3, 2, 2])));
        Assert.That(new Reshape([-1]).Call(Ops.Ones([3])).Shape, Is.EqualTo(Shape.Create([3, 1])));
        Assert.That(new Reshape([]).Call(Ops.Ones([3, 1])).Shape, Is.EqualTo(Shape.Create([3])));
        Assert.That(new Reshape([-1, 2]).Call(Ops.Ones([0, 6])).Shape, Is.EqualTo(Shape.Create([0, 3, 2])));
        LayerCheck.Shapes(new Reshape([-1, 2]), x);
        LayerCheck.Gradients(new Reshape([2, -1], dtype: DType.Float64), x);
        Assert.That(LayerCheck.RoundTrip(new Reshape([-1, 2])).GetConfig()["target_shape"]!.ToJsonString(), Is.EqualTo("[-1,2]"));
    }

    [TestCase(new[] { -1, -1, 6 }, new[] { -1, 8 }, new[] { -1, -1, 8 })]
    [TestCase(new[] { -1, -1, 6 }, new[] { 4, -1 }, new[] { -1, 4, -1 })]
    [TestCase(new[] { -1, -1, -1 }, new[] { 3, 4 }, new[] { -1, 3, 4 })]
    [TestCase(new[] { -1, -1 }, new[] { 100, -1 }, new[] { -1, 100, -1 })]
    [TestCase(new[] { -1, 6, 4 }, new[] { -1, 8 }, new[] { -1, 3, 8 })]
    public void LengthsThatDependOnUnknownOnesAreUnknown(int[] input, int[] target, int[] output) =>
        Assert.That(Symbolic.Infer(new Reshape(target), input, DType.Float32).Shape, Is.EqualTo((Shape)output));

    [Test]
    public void WhatDoesNotFitTheTargetIsRefused()
    {
        Assert.That(() => new Reshape([-1, 2, -1]), Throws.ArgumentException.With.Message.Contains("targetShape").And.Message.Contains("[?, 2, ?]"));
        Assert.That(() => new Reshape([-2, 2]), Throws.ArgumentException.With.Message.Contains("-2"));
        Refused(() => new Reshape([5, -1], name: "odd").Call(Ops.Ones([2, 9])), "odd (Reshape)", "9 elements", "[5, ?]");
        Refused(() => new Reshape([0, -1], name: "nothing").Call(Ops.Ones([2, 9])), "nothing (Reshape)");
        Refused(() => Symbolic.Infer(new Reshape([5, 2], name: "known"), [-1, 3, 3], DType.Float32), "known (Reshape)", "[?, 3, 3]");
        var open = new Reshape([-1, 4], name: "open");
        Symbolic.Infer(open, [-1, -1], DType.Float32);
        Refused(() => open.Call(Ops.Ones([2, 9])), "open (Reshape)", "[2, 9]");
    }

    [Test]
    public void PermuteReordersTheAxesOfSamples()
    {
        Tensor x = LayerCheck.Numbers([2, 3, 4, 5]);
        Nd values = Nd.From(x);
        double[] want = Nd.Of([2, 5, 3, 4], index => values[index[0], index[2], index[3], index[1]]).Data;
        Tensor y = new Permute([3, 1, 2], dtype: DType.Float64).Call(x);
        Assert.That(y.Shape, Is.EqualTo(Shape.Create([2, 5, 3, 4])));
        Assert.That(y.ToArray<double>(), Is.EqualTo(want));
        LayerCheck.Gradients(new Permute([3, 1, 2], dtype: DType.Float64), x);
        LayerCheck.Shapes(new Permute([2, 1, 3]), x);
        Assert.That(((Permute)LayerCheck.RoundTrip(new Permute([2, 1, 3]))).Dims, Is.EqualTo(new[] { 2, 1, 3 }));
        Refused(() => new Permute([2, 1], name: "turn").Call(x), "turn (Permute)", "rank 3");
        foreach (int[] wrong in new int[][] { [0, 1], [1, 1], [1, 3], [2], [-1, 1] })
        {
            Assert.That(() => new Permute(wrong), Throws.ArgumentException.With.Message.Contains("dims").And.Message.Contains($"[{string.Join(", ", wrong)}]"));
        }
    }

    [Test]
    public void RepeatVectorRepeats()
    {
        Tensor x = LayerCheck.Numbers([2, 3]);
        Tensor y = new RepeatVector(4, dtype: DType.Float64).Call(x);
        Nd values = Nd.From(x);
        Assert.That(y.ToArray<double>(), Is.EqualTo(Nd.Of([2, 4, 3], index => values[index[0], index[2]]).Data));
        LayerCheck.Gradients(new RepeatVector(4, dtype: DType.Float64), x);
        LayerCheck.Gradients(new RepeatVector(1, dtype: DType.Float64), LayerCheck.Numbers([1, 0]));
        LayerCheck.Shapes(new RepeatVector(4), x);
        LayerCheck.RoundTrip(new RepeatVector(4));
        Refused(() => new RepeatVector(2, name: "rows").Call(Ops.Ones([2, 3, 4])), "rows (RepeatVector)", "rank 2");
        Assert.That(() => new RepeatVector(0), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("n must").And.Message.Contains("0"));
    }

    private static void Refused(Func<object> action, params string[] words)
    {
        var error = Assert.Catch<ShapeException>(() => action());
        foreach (string word in words)
        {
            Assert.That(error!.Message, Does.Contain(word));
        }
    }
}
