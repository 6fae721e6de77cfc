using Sharpkeras.Diagnostics;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Basics;

/// <summary>From .NET arrays and back.</summary>
public sealed class TensorConversionTests
{
    private static readonly Array[] Arrays =
    [
        new[] { 1f, -2.5f },
        new[,] { { 1.5, 2 }, { 3, 4 } },
        new sbyte[,,] { { { -1, 2, 3 } }, { { 4, 5, -128 } } },
        new byte[] { 0, 255 },
        new short[,] { { -32768 }, { 7 } },
        new[] { int.MinValue, int.MaxValue },
        new[] { long.MinValue, long.MaxValue },
        new[,] { { true, false } },
        new float[2, 0, 3],
        new float[1, 2, 1, 2, 1, 2, 1, 2],
    ];

    [TestCaseSource(nameof(Arrays))]
    [NoLeak]
    public void ThereAndBack(Array array)
    {
        Tensor tensor = Tensor.From(array);
        Assert.That(tensor.Shape.ToArray(), Is.EqualTo(Enumerable.Range(0, array.Rank).Select(array.GetLength)));
        Assert.That(tensor.DType, Is.EqualTo(DTypes.Of(array.GetType().GetElementType()!)));
        Array back = tensor.ToArray();
        Assert.That(back.GetType(), Is.EqualTo(array.GetType()));
        Assert.That(back, Is.EqualTo(array));
    }

    [Test]
    [NoLeak]
    public void ImplicitConversions()
    {
        Tensor vector = new[] { 1f, 2f };
        Tensor matrix = new[,] { { 1f, 2f, 3f } };
        Tensor whole = new[] { 1, 2, 3 };
        Assert.That(vector.Shape.ToArray(), Is.EqualTo((int[])[2]));
        Assert.That(matrix.Shape.ToArray(), Is.EqualTo((int[])[1, 3]));
        Assert.That(whole.DType, Is.EqualTo(DType.Int32));
    }

    [Test]
    public void JaggedArraysAreRefused()
    {
        float[][] jagged = [[1f], [2f, 3f]];
        Assert.That(() => Tensor.From(jagged), Throws.ArgumentException.With.Message.Contains("rectangular"));
    }

    [Test]
    public void OtherElementTypesAreRefused()
    {
        Assert.That(() => Tensor.From(new[] { 1m }), Throws.ArgumentException.With.Message.Contains("Decimal"));
        Assert.That(() => Tensor.From(new[] { "a" }), Throws.ArgumentException.With.Message.Contains("String"));
    }

    [Test]
    public void TooManyAxesAreRefused()
    {
        Assert.That(
            () => Tensor.From(Array.CreateInstance(typeof(float), [1, 1, 1, 1, 1, 1, 1, 1, 1])),
            Throws.ArgumentException.With.Message.Contains("at most 8"));
    }

    [Test]
    public void SpansMustFillTheShape()
    {
        Assert.That(
            () => Tensor.FromSpan<float>([1, 2, 3], [2, 2]),
            Throws.InstanceOf<ShapeException>().With.Message.Contains("4 elements").And.Message.Contains("3"));
    }

    [Test]
    [NoLeak]
    public void ReadingAnotherTypeIsRefused()
    {
        Tensor x = new[] { 1f };
        Assert.That(
            () => x.ToArray<int>(),
            Throws.InstanceOf<DTypeException>().With.Message.Contains("float32").And.Message.Contains("Cast"));
    }

    [Test]
    [NoLeak]
    public void ItemConverts()
    {
        Assert.That(Tensor.Scalar(3).Item<double>(), Is.EqualTo(3.0));
        Assert.That(Tensor.Scalar(0.5f).Item<double>(), Is.EqualTo(0.5));
        Assert.That(Tensor.Scalar((byte)200).Item<int>(), Is.EqualTo(200));
        Assert.That(Tensor.Scalar(true).Item<bool>(), Is.True);
        Assert.That(Ops.Full([1, 1], -7, DType.Int8).Item<long>(), Is.EqualTo(-7));
    }

    [Test]
    [NoLeak]
    public void ItemNeedsOneElement()
    {
        Tensor x = new[] { 1f, 2f };
        Assert.That(() => x.Item<float>(), Throws.InvalidOperationException.With.Message.Contains("[2]"));
    }

    [Test]
    [NoLeak]
    public void ArraysInOrdinaryMemory()
    {
        HostArray array = HostArray.From<short>([1, 2, 3, 4], [2, 2]);
        Tensor tensor = Tensor.FromHost(array);
        Assert.That(tensor.ToHost().Bytes, Is.EqualTo(array.Bytes));
        Assert.That(tensor.Shape.ToArray(), Is.EqualTo((int[])[2, 2]));
        Assert.That(tensor.DType, Is.EqualTo(DType.Int16));
    }

    [Test]
    [NoLeak]
    public void OtherDevices()
    {
        Tensor x = new[] { 1f, 2f };
        Device other = CompositionBackend.Register();
        Tensor moved = x.To(other);
        Assert.That(x.To(x.Device), Is.SameAs(x));
        Assert.That((moved.Device, moved.ToArray<float>()[1]), Is.EqualTo((other, 2f)));
        Assert.That(
            () => x + moved,
            Throws.InstanceOf<DeviceMismatchException>().With.Message.Contains("add").And.Message.Contains("tensor.To"));
    }

    [Test]
    [NoLeak]
    public void Constants()
    {
        Assert.That(Ops.Zeros([2, 2]).ToArray<float>(), Is.All.EqualTo(0));
        Assert.That(Ops.Ones([2], DType.Int16).ToArray<short>(), Is.All.EqualTo((short)1));
        Assert.That(Ops.Full([2], -3.5).ToArray<float>(), Is.All.EqualTo(-3.5f));
        Assert.That(Ops.Arange(4, DType.Float64).ToArray<double>(), Is.EqualTo((double[])[0, 1, 2, 3]));
        Assert.That(Ops.Eye(2, 3).ToArray(), Is.EqualTo(new float[,] { { 1, 0, 0 }, { 0, 1, 0 } }));
        Assert.That(() => Ops.Full([2], 0.5, DType.Int32), Throws.InstanceOf<DTypeException>());
        Assert.That(() => Ops.Full([2], 256, DType.UInt8), Throws.InstanceOf<DTypeException>().With.Message.Contains("256"));
    }
}
