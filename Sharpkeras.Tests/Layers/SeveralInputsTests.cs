using Sharpkeras.Layers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>Layers with several inputs or outputs, and the way of masks through layers.</summary>
[OnDevices]
public sealed class SeveralInputsTests
{
    [Test]
    [NoLeak]
    public void ALayerOfTwoInputsIsBuiltForBoth()
    {
        using var scope = new TensorScope();
        var layer = new Bilinear();
        Tensor y = layer.Call([Ops.Ones([4, 2]), Ops.Ones([4, 3])]);
        Assert.That(y.Shape, Is.EqualTo(Shape.Create([4, 1])));
        Assert.That(layer.Weights.Select(weight => weight.Shape), Is.EqualTo(new Shape[] { [2, 1], [3, 1] }));
        Assert.That(y.ToArray<float>(), Is.All.EqualTo(6f));
    }

    [Test]
    [NoLeak]
    public void ALayerOfTwoOutputsGivesThemAll()
    {
        using var scope = new TensorScope();
        var layer = new Halves();
        Tensors halves = layer.CallAll(Ops.Ones([2, 6]));
        Assert.That(halves.Select(half => half.Shape), Is.EqualTo(new Shape[] { [2, 3], [2, 3] }));
        Assert.That(() => layer.Call(Ops.Ones([2, 6])), Throws.ArgumentException.With.Message.Contains("2 outputs").And.Message.Contains("CallAll"));
    }

    [Test]
    public void ShapesOfSeveralInputsAndOutputs()
    {
        TensorSpec[] outputs = Symbolic.Infer(new Halves(), new TensorSpec([-1, 6], DType.Float32));
        Assert.That(outputs.Select(output => output.Shape), Is.EqualTo(new Shape[] { [-1, 3], [-1, 3] }));
        outputs = Symbolic.Infer(new Bilinear(), new TensorSpec([-1, 2], DType.Float32), new TensorSpec([-1, 3], DType.Float32));
        Assert.That(outputs.Single().Shape, Is.EqualTo(Shape.Create([-1, 1])));
    }

    [Test]
    public void ALayerOfOneInputRefusesTwo()
    {
        var dense = new Dense(2, name: "one");
        Assert.That(
            () => dense.Call([Ops.Ones([2, 3]), Ops.Ones([2, 3])]),
            Throws.ArgumentException.With.Message.Contains("one (Dense)").And.Message.Contains("Received 2"));
        Assert.That(dense.Built, Is.False);
    }

    [Test]
    public void AClassWithoutAComputationSaysSo() =>
        Assert.That(() => new Nothing().Call(Ops.Ones([2])), Throws.InvalidOperationException.With.Message.Contains("Override Forward"));

    [Test]
    [NoLeak]
    public void GradientsReachBothInputs()
    {
        using var tape = new GradientTape();
        Tensor a = Ops.Ones([4, 2]);
        Tensor b = Ops.Ones([4, 3]);
        tape.Watch(a);
        tape.Watch(b);
        Tensor[] gradients = tape.Gradient(Ops.Sum(new Bilinear().Call([a, b])), [a, b]);
        Assert.That(gradients[0].ToArray<float>(), Is.All.EqualTo(3f));
        Assert.That(gradients[1].ToArray<float>(), Is.All.EqualTo(2f));
    }

    [Test]
    [NoLeak]
    public void AMaskGoesOnWhereALayerSupportsIt()
    {
        using var scope = new TensorScope();
        Tensor x = Ops.WithMask(Ops.Ones([2, 3]), Ops.Ones([2, 3], DType.Bool));
        Assert.That(new Twice(masking: true).Call(x).Mask, Is.SameAs(x.Mask));
        Assert.That(new Twice(masking: false).Call(x).Mask, Is.Null);
        Assert.That(new Twice(masking: true).Call(Ops.Ones([2, 3])).Mask, Is.Null);
    }

    /// <summary>(a · u) ⊙ (b · v).</summary>
    private sealed class Bilinear : Layer
    {
        private Variable left = null!;
        private Variable right = null!;

        public override void Build(IReadOnlyList<Shape> inputShapes)
        {
            left = AddWeight("left", [inputShapes[0][^1], 1], "ones");
            right = AddWeight("right", [inputShapes[1][^1], 1], "ones");
        }

        protected override Tensors Forward(Tensors inputs, CallContext context) =>
            Ops.MatMul(inputs[0], left.Value) * Ops.MatMul(inputs[1], right.Value);
    }

    private sealed class Halves : Layer
    {
        protected override Tensors Forward(Tensors inputs, CallContext context)
        {
            int half = inputs[0].Shape[1] / 2;
            return [inputs[0][.., ..half], inputs[0][.., half..]];
        }
    }

    private sealed class Twice : Layer
    {
        public Twice(bool masking)
        {
            SupportsMasking = masking;
        }

        protected override Tensor Forward(Tensor input, CallContext context) => input * 2;
    }

    private sealed class Nothing : Layer;
}
