using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>Special values in an order, results whose shape depends on values, numbers in a row, and what is not there.</summary>
[OnDevices]
[Category("Kernels")]
public sealed class ValueDependentTests
{
    [Test]
    [NoLeak]
    public void NotANumberIsSortedToTheEnd()
    {
        using var scope = new TensorScope();
        Tensor x = new[] { float.NaN, 1f, float.PositiveInfinity, -0f, 0f, float.NegativeInfinity };
        float[] order = [float.NegativeInfinity, -0f, 0f, 1f, float.PositiveInfinity, float.NaN];
        Assert.That(x.Sort().ToArray<float>(), Is.EqualTo(order));
        Assert.That(x.ArgSort().ToArray<int>(), Is.EqualTo(new[] { 5, 3, 4, 1, 2, 0 }));
        Assert.That(x.Cast(DType.Float64).ArgSort().ToArray<int>(), Is.EqualTo(new[] { 5, 3, 4, 1, 2, 0 }));
        Assert.That(x.TopK(3).Indices.ToArray<int>(), Is.EqualTo(new[] { 0, 2, 1 }));
        Assert.That(x.Median().Item<float>(), Is.NaN);
    }

    [Test]
    [NoLeak]
    public void GradientOfEqualValuesGoesToTheFirst()
    {
        using var tape = new GradientTape();
        Tensor x = new[] { 2f, 1f, 2f, 2f };
        tape.Watch(x);
        Assert.That(tape.Gradient(x.TopK(2).Values, x).ToArray<float>(), Is.EqualTo(new[] { 1f, 0, 1, 0 }));
    }

    [Test]
    [NoLeak]
    public void Nonzero()
    {
        using var scope = new TensorScope();
        Tensor[] places = Ops.Nonzero(new[,] { { 0f, 3f, 0f }, { -1f, 0f, 5f } });
        Assert.That(places.Select(place => place.ToArray<int>()), Is.EqualTo(new int[][] { [0, 1, 1], [1, 0, 2] }));
        Assert.That(Ops.Nonzero(Ops.Zeros([2, 2]))[0].Shape, Is.EqualTo(Shape.Create([0])));
    }

    [Test]
    [NoLeak]
    public void Bincount()
    {
        using var scope = new TensorScope();
        Tensor x = new[] { 1, 3, 1, 0 };
        Assert.That(x.Bincount().ToArray<int>(), Is.EqualTo(new[] { 1, 2, 0, 1 }));
        Assert.That(x.Bincount(minLength: 6).ToArray<int>(), Is.EqualTo(new[] { 1, 2, 0, 1, 0, 0 }));
        Assert.That(x.Bincount(new[] { 0.5f, 1f, 2f, 4f }).ToArray<float>(), Is.EqualTo(new[] { 4f, 2.5f, 0, 1 }));
        Tensor rows = x.Reshape([2, 2]);
        Assert.That(rows.Bincount().ToArray<int>(), Is.EqualTo(new[] { 0, 1, 0, 1, 1, 1, 0, 0 }));
        Assert.That(Ops.Zeros([0], DType.Int32).Bincount(minLength: 2).ToArray<int>(), Is.EqualTo(new[] { 0, 0 }));
    }

    [Test]
    [NoLeak]
    public void SegmentsWithoutEntries()
    {
        using var scope = new TensorScope();
        Tensor data = new[] { 2f, 3f };
        int[] ids = [2, 0];
        Assert.That(Ops.SegmentSum(data, ids).ToArray<float>(), Is.EqualTo(new[] { 3f, 0, 2 }));
        Assert.That(Ops.SegmentMax(data, ids).ToArray<float>(), Is.EqualTo(new[] { 3f, float.MinValue, 2 }));
        Assert.That(Ops.SegmentMin(data.Cast(DType.Int8), ids).ToArray<sbyte>(), Is.EqualTo(new sbyte[] { 3, sbyte.MaxValue, 2 }));
        Assert.That(Ops.SegmentProd(data, ids, 4).ToArray<float>(), Is.EqualTo(new[] { 3f, 1, 2, 1 }));
    }

    [Test]
    [NoLeak]
    public void NumbersInARow()
    {
        using var scope = new TensorScope();
        Assert.That(Ops.Arange(1, 8, 3).ToArray<int>(), Is.EqualTo(new[] { 1, 4, 7 }));
        Assert.That(Ops.Arange(3, 0, -1).ToArray<int>(), Is.EqualTo(new[] { 3, 2, 1 }));
        Assert.That(Ops.Arange(0, 1, 0.25).ToArray<float>(), Is.EqualTo(new[] { 0, 0.25f, 0.5f, 0.75f }));
        Assert.That(Ops.Arange(2, 1).Shape, Is.EqualTo(Shape.Create([0])));
        Assert.That(Ops.Linspace(-1, 1, 5).ToArray<float>(), Is.EqualTo(new[] { -1, -0.5f, 0, 0.5f, 1 }));
        Assert.That(Ops.Linspace(0, 1, 4, endpoint: false).ToArray<float>(), Is.EqualTo(new[] { 0, 0.25f, 0.5f, 0.75f }));
        Assert.That(Ops.Linspace(5, 9, 1).ToArray<float>(), Is.EqualTo(new[] { 5f }));
        Assert.That(Ops.Linspace(0, 3, 3, dtype: DType.Int32).ToArray<int>(), Is.EqualTo(new[] { 0, 1, 3 }));
        Assert.That(Ops.Logspace(0, 3, 4).ToArray<float>(), Is.EqualTo(new[] { 1f, 10, 100, 1000 }));
        Assert.That(Ops.Geomspace(1, 8, 4, dtype: DType.Float64).ToArray<double>(), Is.EqualTo(new[] { 1.0, 2, 4, 8 }).Within(1e-14));
        Assert.That(Ops.Tri(2, 3, 1).ToArray<float>(), Is.EqualTo(new[] { 1f, 1, 0, 1, 1, 1 }));
        Assert.That(Ops.FullLike(Ops.Zeros([2], DType.UInt8), 3).ToArray<byte>(), Is.EqualTo(new byte[] { 3, 3 }));
        Assert.That((Ops.Ndim(Ops.Zeros([2, 3])), Ops.Size(Ops.Zeros([2, 3]))), Is.EqualTo((2, 6L)));
    }

    [Test]
    [NoLeak]
    public void IntegersMultiplyExactly()
    {
        using var scope = new TensorScope();
        Tensor a = Ops.Arange(6).Reshape([2, 3]);
        Assert.That(a.Dot(new[] { 1, 10, 100 }).ToArray<int>(), Is.EqualTo(new[] { 210, 543 }));
        Assert.That(Ops.Einsum("ij,kj->ik", a, a).ToArray<int>(), Is.EqualTo(new[] { 5, 14, 14, 50 }));
        Assert.That(a.Cast(DType.Bool).Cumsum(1).ToArray<int>(), Is.EqualTo(new[] { 0, 1, 2, 1, 2, 3 }));
    }

    [Test]
    [NoLeak]
    public void MatricesWithoutAFactorGiveNoNumbers()
    {
        using var scope = new TensorScope();
        Tensor singular = new[,] { { 1f, 2f }, { 2f, 4f } };
        Assert.That(singular.Det().Item<float>(), Is.EqualTo(0));
        Assert.That(singular.Slogdet().Sign.Item<float>(), Is.EqualTo(0));
        Assert.That(singular.Slogdet().LogAbsDet.Item<float>(), Is.EqualTo(float.NegativeInfinity));
        Assert.That(Ops.Negative(singular).Cholesky().ToArray<float>()[0], Is.NaN);
        Assert.That(Ops.Zeros([2, 0, 0]).Det().ToArray<float>(), Is.EqualTo(new[] { 1f, 1 }));
        Tensor exchanged = new[,] { { 0f, 1f }, { 1f, 0f } };
        Assert.That((exchanged.Det().Item<float>(), exchanged.Inv().ToArray<float>()[1]), Is.EqualTo((-1f, 1f)));
    }
}
