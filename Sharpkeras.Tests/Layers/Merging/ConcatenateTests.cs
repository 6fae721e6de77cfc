using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>Inputs one after the other.</summary>
[OnDevices]
public sealed class ConcatenateTests
{
    [TestCase(1, -2)]
    [TestCase(2, -1)]
    [TestCase(0, -3)]
    public void AlongAnAxis(int axis, int fromEnd)
    {
        Shape shape = [3, 4, 5];
        Tensor[] inputs = [LayerCheck.Numbers(shape.With(axis, 2), 1), LayerCheck.Numbers(shape.With(axis, 1), 2), LayerCheck.Numbers(shape.With(axis, 0), 3)];
        Nd[] values = [.. inputs.Select(Nd.From)];
        Nd want = Nd.Of(shape.With(axis, 3), index =>
        {
            int source = index[axis] < 2 ? 0 : 1;
            int[] own = [.. index];
            own[axis] -= source * 2;
            return values[source][own];
        });
        foreach (int place in new[] { axis, fromEnd })
        {
            var layer = new Concatenate(place, dtype: DType.Float64);
            Assert.That(layer.Call(inputs).Shape, Is.EqualTo(want.Shape));
            Assert.That(layer.Call(inputs).ToArray<double>(), Is.EqualTo(want.Data));
            LayerCheck.Gradients(layer, inputs);
            LayerCheck.RoundTrip(layer);
        }

        if (axis != 0)
        {
            LayerCheck.Shapes(new Concatenate(axis, dtype: DType.Float64), inputs);
        }
    }

    [Test]
    public void WhatDoesNotFitIsRefused()
    {
        Assert.That(
            () => new Concatenate(name: "join").Call([Ops.Ones([2, 3, 4]), Ops.Ones([2, 5, 4])]),
            Throws.InstanceOf<ShapeException>().With.Message.Contains("join (Concatenate)").And.Message.Contains("axis -1").And.Message.Contains("[?, 5, 4]"));
        Assert.That(
            () => new Concatenate(1, name: "ranks").Call([Ops.Ones([2, 3, 4]), Ops.Ones([2, 3])]),
            Throws.InstanceOf<ShapeException>().With.Message.Contains("ranks (Concatenate)"));
        Assert.That(
            () => new Concatenate(1, name: "batches").Call([Ops.Ones([2, 3]), Ops.Ones([4, 3])]),
            Throws.InstanceOf<ShapeException>().With.Message.Contains("batches (Concatenate)").And.Message.Contains("[4, 3]"));
        Assert.That(
            () => new Concatenate(3, name: "far").Call([Ops.Ones([2, 3]), Ops.Ones([2, 3])]),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("far (Concatenate)").And.Message.Contains("axis 3").And.Message.Contains("[-2, 1]"));
    }

    [Test]
    public void UnknownLengthsAddUpToAnUnknownOne()
    {
        TensorSpec varying = new([-1, -1, 4], DType.Float32);
        TensorSpec[] outputs = Symbolic.Infer(new Concatenate(1), varying, new TensorSpec([-1, 18, 4], DType.Float32));
        Assert.That(outputs.Single().Shape, Is.EqualTo(Shape.Create([-1, -1, 4])));
    }

    /// <summary>Two inputs whose lengths agree only at run time are no contradiction.</summary>
    [Test]
    public void UnknownLengthsMayTurnOutToAgree()
    {
        TensorSpec varying = new([-1, -1, 4], DType.Float32);
        TensorSpec[] outputs = Symbolic.Infer(new Add(), varying, new TensorSpec([-1, 18, 4], DType.Float32));
        Assert.That(outputs.Single().Shape, Is.EqualTo(Shape.Create([-1, 18, 4])));
        outputs = Symbolic.Infer(new Add(), new TensorSpec([-1, 3], DType.Float32), new TensorSpec([5, 3], DType.Float32));
        Assert.That(outputs.Single().Shape, Is.EqualTo(Shape.Create([5, 3])));
        TensorSpec other = new([-1, 2, 3], DType.Float32);
        Assert.That(() => Symbolic.Infer(new Add(), varying, other), Throws.InstanceOf<ShapeException>());
    }
}
