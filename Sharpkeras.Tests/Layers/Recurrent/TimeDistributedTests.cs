using Sharpkeras.Diagnostics;
using Sharpkeras.Layers;
using Sharpkeras.Models;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>A layer at each step.</summary>
[OnDevices]
public sealed class TimeDistributedTests
{
    [Test]
    [NoLeak]
    public void EachStepIsWhatTheLayerMakesOfIt()
    {
        using var scope = new TensorScope();
        Tensor x = LayerCheck.Numbers([2, 3, 6, 5, 2]);
        Layer[] inner = [new Conv2D(2, 3, activation: "tanh", dtype: DType.Float64), new Flatten(dtype: DType.Float64), new Own(), new Counting()];
        foreach (Layer layer in inner)
        {
            Tensor y = new TimeDistributed(layer, dtype: DType.Float64).Call(x);
            for (int step = 0; step < 3; step++)
            {
                Assert.That(y[.., step].ToArray<double>(), Is.EqualTo(layer.Call(x[.., step]).ToArray<double>()).Within(1e-14), $"{layer}, step {step}");
            }
        }
    }

    [Test]
    public void GradientsShapesAndConfigs()
    {
        Tensor x = LayerCheck.Numbers([2, 3, 4]);
        LayerCheck.Gradients(new TimeDistributed(new Dense(2, activation: "tanh", dtype: DType.Float64), dtype: DType.Float64), x);
        LayerCheck.Gradients(new TimeDistributed(new Own(), dtype: DType.Float64), x);
        LayerCheck.Shapes(new TimeDistributed(new Dense(2)), x);
        Assert.That(Symbolic.Infer(new TimeDistributed(new Dense(2)), [-1, -1, 4], DType.Float32).Shape, Is.EqualTo(Shape.Create([-1, -1, 2])));
        var again = (TimeDistributed)LayerCheck.RoundTrip(new TimeDistributed(new Dense(7, name: "inside")));
        Assert.That(again.Layer.Name, Is.EqualTo("inside"));
        Assert.That(new TimeDistributed(new Dense(2)).Call(Ops.Ones([2, 0, 4])).Shape, Is.EqualTo(Shape.Create([2, 0, 2])));
    }

    [Test]
    public void StateIsUpdatedStepByStep()
    {
        var counting = new Counting();
        new TimeDistributed(counting).Call(Ops.Ones([2, 5, 4]));
        Assert.That(counting.Calls.Value.Item<double>(), Is.EqualTo(5));
    }

    [Test]
    public void PenaltiesOfTheLayerInsideAreNotCounted()
    {
        using var call = new StepCall(training: true);
        new TimeDistributed(new Dense(2, activityRegularizer: "l2")).Call(Ops.Ones([2, 3, 4]), call.Context);
        Assert.That(call.Context.Losses, Is.Empty);
    }

    [Test]
    public void AMaskGoesInStepByStepAndOn()
    {
        Tensor x = Ops.WithMask(Ops.Ones([2, 3, 4]), Tensor.From(new[,] { { true, true, false }, { true, false, false } }));
        foreach (bool own in new[] { false, true })
        {
            Tensor y = new TimeDistributed(own ? new MaskReader() : new Sequential([new Dense(1, kernelInitializer: "ones"), new Identity()])).Call(x);
            Assert.That(y.Mask?.ToArray<bool>(), Is.EqualTo(x.Mask!.ToArray<bool>()));
            Assert.That(y[.., .., 0].ToArray<float>(), Is.EqualTo(own ? [1f, 1, 0, 1, 0, 0] : new[] { 4f, 4, 4, 4, 4, 4 }));
        }

        Assert.That(
            () => new TimeDistributed(new Dense(1), name: "steps").Call(Ops.WithMask(Ops.Ones([2, 3, 4]), Ops.Ones([2], DType.Bool))),
            Throws.InstanceOf<ShapeException>().With.Message.Contains("steps (TimeDistributed)").And.Message.Contains("[2]"));
    }

    [Test]
    public void RefusesInputsWithoutSteps()
    {
        Assert.That(
            () => new TimeDistributed(new Dense(1), name: "rows").Call(Ops.Ones([2, 3])),
            Throws.InstanceOf<ShapeException>().With.Message.Contains("rows (TimeDistributed)").And.Message.Contains("rank 3"));
        Assert.That(() => new TimeDistributed(null!), Throws.ArgumentNullException);
    }

    /// <summary>A layer of which it is not known that it treats samples apart.</summary>
    private sealed class Own() : Layer(dtype: DType.Float64)
    {
        protected override Tensor Forward(Tensor input, CallContext context) => Ops.Sin(input) + Ops.Sum(input, 0, keepDims: true);
    }

    private sealed class MaskReader : Layer
    {
        protected override Tensor Forward(Tensor input, CallContext context) => Ops.ExpandDims(input.Mask!.Cast(DType.Float32), 1);
    }

    private sealed class Counting() : Layer(dtype: DType.Float64)
    {
        public Variable Calls { get; private set; } = null!;

        public override void Build(Shape inputShape) => Calls = AddWeight("calls", [], "zeros", trainable: false);

        protected override Tensor Forward(Tensor input, CallContext context)
        {
            if (input.Device.Kind != DeviceKind.Meta)
            {
                Calls.AssignAdd(Ops.Ones([], DType.Float64));
            }

            return input * 2;
        }
    }
}
