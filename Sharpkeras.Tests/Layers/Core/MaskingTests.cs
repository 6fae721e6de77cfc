using Sharpkeras.Layers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>The layer that hides steps.</summary>
[OnDevices]
public sealed class MaskingTests
{
    [Test]
    [NoLeak]
    public void AStepIsHiddenWhereAllFeaturesHaveTheValue()
    {
        using var scope = new TensorScope();
        Tensor x = Tensor.From(new float[,,] { { { -1, -1 }, { -1, 2 }, { 0, 0 } }, { { 5, 6 }, { -1, -1 }, { float.NaN, -1 } } });
        Tensor y = new Masking(-1).Call(x);
        Assert.That(y.Mask!.Shape, Is.EqualTo(Shape.Create([2, 3])));
        Assert.That(y.Mask.ToArray<bool>(), Is.EqualTo(new[] { false, true, true, true, false, true }));
        Assert.That(y.ToArray<float>(), Is.EqualTo(new[] { 0, 0, -1, 2, 0, 0, 5, 6, 0, 0, float.NaN, -1 }));
        Assert.That(x.Mask, Is.Null);
    }

    [Test]
    public void OtherRanksAndTypes()
    {
        Assert.That(new Masking().Call(Tensor.From(new[,] { { 0, 0 }, { 0, 3 } })).Mask!.ToArray<bool>(), Is.EqualTo(new[] { false, true }));
        Assert.That(new Masking().Call(Ops.Zeros([2, 3, 4, 5])).Mask!.Shape, Is.EqualTo(Shape.Create([2, 3, 4])));
        LayerCheck.Shapes(new Masking(), Ops.Zeros([2, 3, 4]));
    }

    [Test]
    public void GradientsPassWhereStepsCount()
    {
        double[,,] numbers = { { { 2, 2 }, { 2, 1 }, { 0.5, -1 } } };
        Tensor x = Tensor.From(numbers);
        using var tape = new GradientTape();
        tape.Watch(x);
        Tensor sum = Ops.Sum(new Masking(2, dtype: DType.Float64).Call(x) * 3);
        Assert.That(tape.Gradient(sum, x).ToArray<double>(), Is.EqualTo(new double[] { 0, 0, 3, 3, 3, 3 }));
    }

    [Test]
    public void ConfigAndRefusals()
    {
        Assert.That(((Masking)LayerCheck.RoundTrip(new Masking(-2.5))).MaskValue, Is.EqualTo(-2.5));
        Assert.That(() => new Masking(double.NaN), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("maskValue").And.Message.Contains("NaN"));
    }
}
