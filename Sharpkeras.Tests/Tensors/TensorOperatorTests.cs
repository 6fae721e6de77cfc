using Sharpkeras.Diagnostics;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Basics;

/// <summary>Operators and slices.</summary>
public sealed class TensorOperatorTests
{
    [Test]
    [NoLeak]
    public void WithTensors()
    {
        Tensor a = new[] { 7f, -7f };
        Tensor b = new[] { 2f, 2f };
        Is32(a + b, 9, -5);
        Is32(a - b, 5, -9);
        Is32(a * b, 14, -14);
        Is32(a / b, 3.5f, -3.5f);
        Is32(a % b, 1, 1);
        Is32(-a, -7, 7);
    }

    [Test]
    [NoLeak]
    public void WithNumbers()
    {
        Tensor a = new[] { 7f, -7f };
        Is32(a + 1, 8, -6);
        Is32(1 + a, 8, -6);
        Is32(a - 0.5, 6.5f, -7.5f);
        Is32(1 - a, -6, 8);
        Is32(2 * a, 14, -14);
        Is32(a * 2, 14, -14);
        Is32(a / 2, 3.5f, -3.5f);
        Is32(14 / a, 2, -2);
        Is32(a % 4, 3, 1);
    }

    [Test]
    [NoLeak]
    public void Comparisons()
    {
        Tensor a = new[] { 1f, 2f, 3f };
        Tensor b = new[] { 2f, 2f, 2f };
        Bools(a < b, true, false, false);
        Bools(a <= b, true, true, false);
        Bools(a > b, false, false, true);
        Bools(a >= b, false, true, true);
        Bools(a < 2, true, false, false);
        Bools(a <= 2, true, true, false);
        Bools(a > 2, false, false, true);
        Bools(a >= 2, false, true, true);
    }

    [Test]
    [NoLeak]
    public void IntegersKeepTheirType()
    {
        Tensor pixels = Tensor.From(new byte[] { 250, 3 });
        Assert.That((pixels + 10).ToArray<byte>(), Is.EqualTo((byte[])[4, 13]), "wraps around");
        Assert.That((pixels * pixels).DType, Is.EqualTo(DType.UInt8));
    }

    [Test]
    [NoLeak]
    public void FractionsWithIntegersAreRefused()
    {
        Tensor whole = new[] { 1, 2 };
        Assert.That(
            () => whole + 0.5,
            Throws.InstanceOf<DTypeException>().With.Message.Contains("0.5").And.Message.Contains("Cast(DType.Float32)"));
        Assert.That(() => Tensor.From(new byte[] { 1 }) - 300, Throws.InstanceOf<DTypeException>().With.Message.Contains("300"));
    }

    [Test]
    [NoLeak]
    public void DivisionOfIntegersIsRefused()
    {
        Tensor whole = new[] { 1, 2 };
        Assert.That(() => whole / whole, Throws.InstanceOf<DTypeException>().With.Message.Contains("Cast(DType.Float32)"));
        Assert.That(() => whole / 2, Throws.InstanceOf<DTypeException>().With.Message.Contains("Cast(DType.Float32)"));
        Assert.That(() => whole.Mean(), Throws.InstanceOf<DTypeException>().With.Message.Contains("Cast(DType.Float32)"));
    }

    [Test]
    [NoLeak]
    public void MixedTypesAreRefused()
    {
        Tensor a = new[] { 1f };
        Tensor b = new[] { 1 };
        Assert.That(
            () => a + b,
            Throws.InstanceOf<DTypeException>().With.Message.Contains("add").And.Message.Contains("float32 and int32"));
        Assert.That(() => a > b, Throws.InstanceOf<DTypeException>());
        Assert.That(() => a.MatMul(Ops.Ones([1, 1], DType.Float64)), Throws.InstanceOf<DTypeException>());
    }

    [Test]
    [NoLeak]
    public void ShapesThatDoNotBroadcastAreRefused()
    {
        Assert.That(
            () => Ops.Ones([2, 3]) + Ops.Ones([2, 4]),
            Throws.InstanceOf<ShapeException>().With.Message.Contains("dimension -1 is 3 and 4").And.Message.Contains("[2, 3] and [2, 4]"));
    }

    [Test]
    [NoLeak]
    public void Slices()
    {
        Tensor x = Ops.Arange(24).Reshape([2, 3, 4]);
        Assert.That(x[1, 2, 3].Item<int>(), Is.EqualTo(23));
        Assert.That(x[^1, ^1, ^1].Item<int>(), Is.EqualTo(23));
        Assert.That(x[0].ToArray(), Is.EqualTo(new int[,] { { 0, 1, 2, 3 }, { 4, 5, 6, 7 }, { 8, 9, 10, 11 } }));
        Assert.That(x[.., 1..^1, 0].ToArray(), Is.EqualTo(new int[,] { { 4 }, { 16 } }));
        Assert.That(x[1.., .., ^2..].ToArray(), Is.EqualTo(new int[,,] { { { 14, 15 }, { 18, 19 }, { 22, 23 } } }));
        Assert.That(x[1..1].Shape.ToArray(), Is.EqualTo((int[])[0, 3, 4]));
    }

    [Test]
    [NoLeak]
    public void LeadingSlicesAreViews()
    {
        using var scope = new TensorScope();
        Tensor x = Ops.Arange(24).Reshape([4, 6]);
        Assert.That(x[1..3].Storage, Is.SameAs(x.Storage));
        Assert.That(x[2].Storage, Is.SameAs(x.Storage));
        Assert.That(x[1..3][1].ToArray<int>(), Is.EqualTo((int[])[12, 13, 14, 15, 16, 17]));
        Assert.That(x[.., 1].Storage, Is.Not.SameAs(x.Storage));
    }

    [Test]
    [NoLeak]
    public void SlicesOverTheEndAreRefused()
    {
        Tensor x = Ops.Zeros([2, 3]);
        Assert.That(
            () => x[0, 3],
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("axis 1 has length 3").And.Message.Contains("3"));
        Assert.That(() => x[..3], Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("axis 0 has length 2"));
        Assert.That(() => x[^3], Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => x[0, 0, 0], Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("3 slices"));
        Assert.That(() => x[-1], Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private static void Is32(Tensor tensor, params float[] want) => Assert.That(tensor.ToArray<float>(), Is.EqualTo(want));

    private static void Bools(Tensor tensor, params bool[] want) => Assert.That(tensor.ToArray<bool>(), Is.EqualTo(want));
}
