using Sharpkeras.Layers;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers;

/// <summary>What merging layers do with masks: expected values are worked out by hand from Keras's rules.</summary>
[OnDevices]
public sealed class MergeMaskTests
{
    private static readonly bool[] First = [true, false, false];
    private static readonly bool[] Second = [true, true, false];

    [Test]
    [NoLeak]
    public void AStepCountsWhenItCountsInAnyInput()
    {
        using var scope = new TensorScope();
        Layer[] layers = [new Add(), new Subtract(), new Average(), new Multiply(), new Maximum(), new Minimum()];
        foreach (Layer layer in layers)
        {
            Assert.That(layer.Call([Steps(5, First), Steps(3, Second)]).Mask!.ToArray<bool>(), Is.EqualTo(Second), layer.ToString());
            Assert.That(layer.Call([Steps(5, First), Steps(3, null)]).Mask, Is.Null, layer.ToString());
            Assert.That(layer.Call([Steps(5, null), Steps(3, Second)]).Mask, Is.Null, layer.ToString());
        }
    }

    [Test]
    public void SumsDoNotLookAtMasks()
    {
        Assert.That(Values(new Add(), Steps(5, First), Steps(3, Second)), Is.EqualTo(new[] { 8f, 8, 8 }));
        Assert.That(Values(new Average(), Steps(5, First), Steps(3, Second)), Is.EqualTo(new[] { 4f, 4, 4 }));
    }

    [Test]
    public void HiddenFactorsAreOneAndWhatAllHideIsZero()
    {
        Assert.That(Values(new Multiply(), Steps(5, First), Steps(3, Second)), Is.EqualTo(new[] { 15f, 3, 0 }));
        Assert.That(Values(new Multiply(), Steps(5, First), Steps(3, null)), Is.EqualTo(new[] { 15f, 3, 3 }));
        Assert.That(Values(new Multiply(), Steps(5, null), Steps(3, First)), Is.EqualTo(new[] { 15f, 5, 5 }));
    }

    [Test]
    public void HiddenStepsTakeNoPartInExtremes()
    {
        Assert.That(Values(new Maximum(), Steps(5, First), Steps(3, Second)), Is.EqualTo(new[] { 5f, 3, 5 }));
        Assert.That(Values(new Minimum(), Steps(5, First), Steps(3, Second)), Is.EqualTo(new[] { 3f, 3, 5 }));
        Assert.That(Values(new Maximum(), Steps(5, First), Steps(3, null)), Is.EqualTo(new[] { 5f, 3, 3 }));
        Assert.That(Values(new Minimum(), Steps(5, null), Steps(3, First)), Is.EqualTo(new[] { 3f, 5, 5 }));
    }

    [Test]
    public void GradientsGoWhereValuesCameFrom()
    {
        Tensor a = Ops.WithMask(LayerCheck.Numbers([2, 3, 2], 1), Tensor.From(new[,] { { true, false, false }, { false, true, true } }));
        Tensor b = Ops.WithMask(LayerCheck.Numbers([2, 3, 2], 2), Tensor.From(new[,] { { true, true, false }, { true, false, true } }));
        LayerCheck.Gradients(new Multiply(dtype: DType.Float64), a, b);
        LayerCheck.Gradients(new Maximum(dtype: DType.Float64), a, b);
        LayerCheck.Gradients(new Minimum(dtype: DType.Float64), a, LayerCheck.Numbers([2, 3, 2], 2));
    }

    [Test]
    [NoLeak]
    public void MasksFollowEachOtherLikeTheInputs()
    {
        using var scope = new TensorScope();
        var steps = new Concatenate(1);
        Assert.That(steps.Call([Steps(5, First), Steps(3, Second)]).Mask!.ToArray<bool>(), Is.EqualTo(new[] { true, false, false, true, true, false }));
        Assert.That(steps.Call([Steps(5, null), Steps(3, First)]).Mask!.ToArray<bool>(), Is.EqualTo(new[] { true, true, true, true, false, false }));
        Assert.That(steps.Call([Steps(5, null), Steps(3, null)]).Mask, Is.Null);
        var features = new Concatenate();
        Assert.That(features.Call([Steps(5, First), Steps(3, Second)]).Mask!.ToArray<bool>(), Is.EqualTo(Second));
        Assert.That(features.Call([Steps(5, First), Steps(3, null)]).Mask!.ToArray<bool>(), Is.EqualTo(new[] { true, true, true }));
    }

    [Test]
    public void AProductOverAnAxisHasNoMask() => Assert.That(new Dot(2).Call([Steps(5, First), Steps(3, Second)]).Mask, Is.Null);

    [Test]
    public void InputsOfAnotherRankTakePartWithoutTheirMasks()
    {
        Tensor low = Ops.WithMask(Ops.Full([1, 2], 4), Tensor.From(new[] { false }));
        Assert.That(Values(new Multiply(), Steps(5, First), low), Is.EqualTo(new[] { 20f, 4, 4 }));
        Assert.That(new Multiply().Call([Steps(5, First), low]).Mask!.ToArray<bool>(), Is.EqualTo(First));
    }

    /// <summary>One sample of three steps with two equal features.</summary>
    private static Tensor Steps(float value, bool[]? mask) =>
        Ops.WithMask(Ops.Full([1, 3, 2], value), mask == null ? null : Tensor.FromSpan<bool>(mask, [1, 3]));

    /// <summary>The first feature of each step.</summary>
    private static float[] Values(Layer layer, Tensor a, Tensor b) => layer.Call([a, b])[.., .., 0].ToArray<float>();
}
