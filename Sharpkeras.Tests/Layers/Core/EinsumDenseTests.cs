using Sharpkeras.Initializers;
using Sharpkeras.Layers;
using Sharpkeras.Serialization;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Layers.Core;

/// <summary>The shapes that follow from an equation, in Keras's own examples, and the equations that are refused.</summary>
[OnDevices]
public sealed class EinsumDenseTests
{
    [TestCase("abc,bde->acde", new[] { -1, 3, 4 }, "e", new[] { 5, 32, 3 }, new[] { 32, 3, 4 }, new[] { 4 }, new[] { 5, 3, 3, 4 })]
    [TestCase("abc,bde->acde", new[] { -1, 3, 4 }, "d", new[] { 5, 32, 3 }, new[] { 32, 3, 4 }, new[] { 3, 1 }, new[] { 5, 3, 3, 4 })]
    [TestCase("abc,bde->acde", new[] { -1, 3, 4 }, "c", new[] { 5, 32, 3 }, new[] { 32, 3, 4 }, new[] { 3, 1, 1 }, new[] { 5, 3, 3, 4 })]
    [TestCase("ab,bc->ac", new[] { 64 }, null, new[] { 2, 32 }, new[] { 32, 64 }, null, new[] { 2, 64 })]
    [TestCase("...x,xy->...y", new[] { 5 }, "y", new[] { 2, 3, 7, 4 }, new[] { 4, 5 }, new[] { 5 }, new[] { 2, 3, 7, 5 })]
    [TestCase("...x,xy->...y", new[] { 5 }, "y", new[] { 2, 4 }, new[] { 4, 5 }, new[] { 5 }, new[] { 2, 5 })]
    [TestCase("ab...,bc->ac...", new[] { 6 }, "c", new[] { 2, 4, 3, 3 }, new[] { 4, 6 }, new[] { 6, 1, 1 }, new[] { 2, 6, 3, 3 })]
    [NoLeak]
    public void ShapesFollowFromTheEquation(
        string equation, int[] outputShape, string? biasAxes, int[] input, int[] kernel, int[]? bias, int[] output)
    {
        using var scope = new TensorScope();
        var layer = new EinsumDense(equation, outputShape, biasAxes: biasAxes);
        Tensor y = layer.Call(Ops.Ones(input));
        Shape[] weights = bias == null ? [kernel] : [kernel, bias];
        Assert.That(layer.Weights.Select(weight => weight.Shape), Is.EqualTo(weights));
        Assert.That(y.Shape, Is.EqualTo(Shape.Create(output)));
    }

    [Test]
    [NoLeak]
    public void TheFansAreThoseOfTheEquation()
    {
        using var scope = new TensorScope();
        var layer = new EinsumDense("abc,bde->acde", [-1, 7, 50], kernelInitializer: new VarianceScaling(1, "fan_in", "uniform", seed: 3));
        layer.Call(Ops.Ones([1, 300, 2]));
        double limit = Math.Sqrt(3.0 / 300);
        double largest = layer.Weights[0].Value.Abs().Max().Item<double>();
        Assert.That(largest, Is.InRange(0.99 * limit, limit));
    }

    [Test]
    public void TheConfigGivesTheSameLayer()
    {
        var layer = new EinsumDense("...x,xy->...y", [5], "relu", "y", kernelRegularizer: new Regularizers.L2(0.1), name: "einsum");
        var again = (EinsumDense)KerasRegistry.Deserialize(typeof(Layer), ConfigJson.Serialize(layer));
        Assert.That(again.GetConfig().ToJsonString(), Is.EqualTo(layer.GetConfig().ToJsonString()));
        Assert.That(again.OutputShape, Is.EqualTo(Shape.Create([5])));
    }

    [TestCase("ab,bc", "ab,bc")]
    [TestCase("ab,bc->a1", "a1")]
    [TestCase("...ab,bc->ac", "...ab")]
    public void AnEquationOfAnotherFormIsRefused(string equation, string word) => Assert.That(
        () => new EinsumDense(equation, [3]),
        Throws.ArgumentException.With.Message.Contains(word).And.Message.Contains("...X,Y->...Z"));

    [TestCase("c")]
    [TestCase("")]
    public void ABiasAlongNoAxisOfTheOutputIsRefused(string biasAxes) => Assert.That(
        () => new EinsumDense("abc,cd->abd", [-1, 3], biasAxes: biasAxes),
        Throws.ArgumentException.With.Message.Contains("biasAxes").And.Message.Contains("'abd'").And.Message.Contains($"'{biasAxes}'"));

    [TestCase("ab,bc->ac", new[] { 3, 3 }, null, "does not fit")]
    [TestCase("abc,cd->abd", new[] { 4, 3 }, null, "'b'")]
    [TestCase("abc,cd->abe", new[] { -1, 3 }, null, "'e'")]
    [TestCase("abc,cdf->abd", new[] { -1, 3 }, null, "'f'")]
    [TestCase("abc,cd->abd", new[] { -1, 3 }, "a", "must be known")]
    [NoLeak]
    public void AShapeThatDoesNotFitIsRefused(string equation, int[] outputShape, string? biasAxes, string word)
    {
        using var scope = new TensorScope();
        var layer = new EinsumDense(equation, outputShape, biasAxes: biasAxes);
        Assert.That(() => layer.Call(Ops.Ones([2, 5, 4])), Throws.InstanceOf<ArgumentException>().With.Message.Contains(word));
    }
}
