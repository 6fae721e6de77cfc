using Sharpkeras.Diagnostics;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Basics;

/// <summary>Variables: a live value, changes in place.</summary>
public sealed class VariableTests
{
    [Test]
    [NoLeak]
    public void CopiesItsFirstValues()
    {
        Tensor initial = new[] { 1f, 2f };
        var variable = new Variable(initial, "w");
        variable.AssignAdd(initial);
        Assert.That(initial.ToArray<float>(), Is.EqualTo((float[])[1, 2]));
        Assert.That(variable.Value.ToArray<float>(), Is.EqualTo((float[])[2, 4]));
        Assert.That((variable.Name, variable.Trainable, variable.ToString()), Is.EqualTo(("w", true, "w [2] float32")));
    }

    [Test]
    [NoLeak]
    public void ConvertsItsFirstValues()
    {
        var variable = new Variable(new[] { 1, -2 }, "w", trainable: false, DType.Float64);
        Assert.That((variable.DType, variable.Trainable), Is.EqualTo((DType.Float64, false)));
        Assert.That(variable.Value.ToArray<double>(), Is.EqualTo((double[])[1, -2]));
        Assert.That(new Variable(new[] { 2.0 }, dtype: DType.Float32).DType, Is.EqualTo(DType.Float32));
    }

    [Test]
    [NoLeak]
    public void ChecksTheShapeOfItsFirstValues()
    {
        Tensor values = Ops.Zeros([2, 3]);
        Assert.That(new Variable(values, shape: [2, 3]).Shape, Is.EqualTo(Shape.Create([2, 3])));
        Assert.That(new Variable(values, shape: [-1, 3]).Shape, Is.EqualTo(Shape.Create([2, 3])));
        foreach (Shape other in (Shape[])[[3, 2], [6], [2, 3, 1], [-1, 2], []])
        {
            Assert.That(
                () => new Variable(values, "kernel", shape: other),
                Throws.InstanceOf<ShapeException>().With.Message.Contains($"variable kernel — the first values must have shape {other}. Received [2, 3]"));
        }
    }

    [Test]
    [NoLeak]
    public void ValueIsLive()
    {
        var variable = new Variable(new[] { 1f, 2f });
        Tensor value = variable.Value;
        variable.Assign(new[] { 3f, 4f });
        Assert.That(value, Is.SameAs(variable.Value));
        Assert.That(value.ToArray<float>(), Is.EqualTo((float[])[3, 4]));
    }

    [Test]
    [NoLeak]
    public void SnapshotStays()
    {
        var variable = new Variable(new[] { 1f, 2f });
        Tensor before = variable.Snapshot();
        variable.AssignSub(new[] { 1f });
        Assert.That(before.ToArray<float>(), Is.EqualTo((float[])[1, 2]));
        Assert.That(variable.Value.ToArray<float>(), Is.EqualTo((float[])[0, 1]));
    }

    [Test]
    [NoLeak]
    public void AssignsFromItsOwnValue()
    {
        var variable = new Variable(new[] { 1f, 2f });
        variable.Assign(variable.Value * 3);
        Assert.That(variable.Value.ToArray<float>(), Is.EqualTo((float[])[3, 6]));
    }

    [Test]
    [NoLeak]
    public void RefusesValuesOfAnotherDevice()
    {
        var variable = new Variable(Tensor.From(new[] { 1f, 2f }).To(TestDevices.NeedGpu()), "kernel");
        Tensor values = Tensor.From(new[] { 3f, 4f }).To(Device.Cpu);
        Assert.That(
            () => variable.Assign(values),
            Throws.InstanceOf<DeviceMismatchException>().With.Message.Contains($"variable kernel — lies on {TestDevices.GpuPlace}").And.Message.Contains("Received values on cpu"));
        Assert.That(() => variable.AssignAdd(values), Throws.InstanceOf<DeviceMismatchException>());
        Assert.That(() => variable.AssignSub(values), Throws.InstanceOf<DeviceMismatchException>());
    }

    [Test]
    [NoLeak]
    public void RefusesOtherShapesAndTypes()
    {
        var variable = new Variable(new[] { 1f, 2f }, "kernel");
        Assert.That(
            () => variable.Assign(new[] { 1f }),
            Throws.InstanceOf<ShapeException>().With.Message.Contains("variable kernel").And.Message.Contains("[1]"));
        Assert.That(() => variable.Assign(new[] { 1, 2 }), Throws.InstanceOf<ArgumentException>().With.Message.Contains("int32"));
        Assert.That(() => variable.AssignAdd(new[] { 1, 2 }), Throws.InstanceOf<DTypeException>());
        Assert.That(() => variable.AssignAdd(Ops.Ones([3, 2])), Throws.InstanceOf<ShapeException>());
        Assert.That(variable.Value.ToArray<float>(), Is.EqualTo((float[])[1, 2]));
    }
}
