using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>Folds where nothing is a number, and of types that have only numbers.</summary>
[OnDevices]
[Category("Kernels")]
public sealed class NanFoldTests
{
    private static Tensor None => Tensor.FromSpan<float>([float.NaN, float.NaN, 1, float.NaN], [2, 2]);

    [Test]
    public void WhereNothingIsANumber()
    {
        Assert.That(None.NanSum([1]).ToArray<float>(), Is.EqualTo(new float[] { 0, 1 }));
        Assert.That(None.NanProd([1]).ToArray<float>(), Is.EqualTo(new float[] { 1, 1 }));
        Assert.That(None.NanMax([1]).ToArray<float>(), Is.EqualTo(new[] { float.NaN, 1 }));
        Assert.That(None.NanMin([1]).ToArray<float>(), Is.EqualTo(new[] { float.NaN, 1 }));
        Assert.That(None.NanMean([1]).ToArray<float>(), Is.EqualTo(new[] { float.NaN, 1 }));
        Assert.That(None.NanVar([1]).ToArray<float>(), Is.EqualTo(new[] { float.NaN, 0 }));
        Assert.That(None.NanArgMax(1).ToArray<int>(), Is.EqualTo(new[] { -1, 0 }));
        Assert.That(None.NanArgMin(1, keepDims: true).ToArray<int>(), Is.EqualTo(new[] { -1, 0 }));
        Assert.That(None.NanArgMax().Item<int>(), Is.EqualTo(2));
    }

    [Test]
    public void IntegersAreAllNumbers()
    {
        Tensor x = Tensor.FromSpan<int>([3, -1, 2], [3]);
        Assert.That(x.NanSum().Item<int>(), Is.EqualTo(4));
        Assert.That(x.NanMax().Item<int>(), Is.EqualTo(3));
        Assert.That(x.NanArgMin().Item<int>(), Is.EqualTo(1));
        Assert.That(x.NanCumsum().ToArray<int>(), Is.EqualTo(new[] { 3, 2, 4 }));
        Assert.That(() => x.NanMean(), Throws.InstanceOf<Sharpkeras.Diagnostics.DTypeException>().With.Message.Contains("nanmean"));
    }
}
