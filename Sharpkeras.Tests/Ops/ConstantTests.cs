using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>Constants, by the examples of TensorFlow's documentation.</summary>
[OnDevices]
[Category("Kernels")]
public sealed class ConstantTests
{
    [Test]
    public void Values_keep_their_shape_and_type()
    {
        using var scope = new TensorScope();
        Check(Ops.Constant(new[] { 1, 2, 3, 4, 5, 6, 7 }), DType.Int32, [7], 1, 2, 3, 4, 5, 6, 7);
        Check(Ops.Constant(new[,] { { 1f, 2 }, { 3, 4 } }), DType.Float32, [2, 2], 1, 2, 3, 4);
        Check(Ops.Constant(new byte[] { 255 }), DType.UInt8, [1], 255);
    }

    [Test]
    public void The_last_value_fills_the_rest()
    {
        using var scope = new TensorScope();
        Check(Ops.Constant(-1.0, shape: [2, 3]), DType.Float32, [2, 3], -1, -1, -1, -1, -1, -1);
        Check(Ops.Constant(new[] { 1, 2, 3 }, shape: [2, 3]), DType.Int32, [2, 3], 1, 2, 3, 3, 3, 3);
        Check(Ops.Constant(new[,] { { 1, 2 }, { 3, 4 } }, shape: [6]), DType.Int32, [6], 1, 2, 3, 4, 4, 4);
        Check(Ops.Constant(Array.Empty<int>(), shape: [0, 2]), DType.Int32, [0, 2]);
    }

    [Test]
    public void As_many_values_are_reshaped()
    {
        using var scope = new TensorScope();
        Check(Ops.Constant(new[] { 1, 2, 3, 4, 5, 6 }, shape: [2, 3]), DType.Int32, [2, 3], 1, 2, 3, 4, 5, 6);
        Check(Ops.Constant(new[] { 1, 2 }, shape: [2], verifyShape: true), DType.Int32, [2], 1, 2);
    }

    [Test]
    public void Numbers_are_of_the_type_that_TensorFlow_gives_them()
    {
        using var scope = new TensorScope();
        Check(Ops.Constant(3), DType.Int32, [], 3);
        Check(Ops.Constant(3.0), DType.Float32, [], 3);
        Check(Ops.Constant(3, DType.Float64, [2]), DType.Float64, [2], 3, 3);
        Check(Ops.Constant(1, DType.Bool, verifyShape: true), DType.Bool, [], 1);
    }

    [Test]
    public void Values_are_converted_where_nothing_is_lost()
    {
        using var scope = new TensorScope();
        Check(Ops.Constant(new[] { 1.5, 2 }, DType.Float32), DType.Float32, [2], 1.5, 2);
        Check(Ops.Constant(new[] { 1.0, 2 }, DType.Int8), DType.Int8, [2], 1, 2);
        Check(Ops.Constant(new long[] { 7 }, DType.Float32, [2]), DType.Float32, [2], 7, 7);
    }

    private static void Check(Tensor tensor, DType dtype, Shape shape, params double[] values)
    {
        Assert.That((tensor.DType, tensor.Shape), Is.EqualTo((dtype, shape)));
        Assert.That(tensor.Cast(DType.Float64).ToArray<double>(), Is.EqualTo(values));
    }
}
