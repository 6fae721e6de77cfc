using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>A tensor of given values, on the default device, as TensorFlow's <c>constant</c> makes one.</summary>
    /// <param name="values">A number array of any rank up to 8, such as <c>float[,]</c>.</param>
    /// <param name="dtype">The element type, which must hold the values; null for the array's.</param>
    /// <param name="shape">
    /// The dimensions; null for the array's. It may have more elements than there are values: the last value then fills the rest.
    /// </param>
    /// <param name="verifyShape">Whether the array must have exactly this shape, so that nothing is reshaped or filled.</param>
    /// <exception cref="ShapeException">There are more values than elements, none to fill with, or the array has another shape than the one to verify.</exception>
    /// <exception cref="DTypeException">A fraction is to become an integer, or a number does not fit the type.</exception>
    /// <example><code>Tensor t = Ops.Constant(new[] { 1, 2, 3 }, shape: [2, 3]); // [[1, 2, 3], [3, 3, 3]]</code></example>
    public static Tensor Constant(Array values, DType? dtype = null, Shape? shape = null, bool verifyShape = false)
    {
        Tensor given = Tensor.From(values);
        if (shape is { } wanted)
        {
            given = Shaped(given, KnownShape(wanted, "constant"), verifyShape);
        }

        if (dtype is not { } type || type == given.DType)
        {
            return given;
        }

        foreach (object value in values)
        {
            CheckFits(Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture), type, "constant");
        }

        return given.Cast(type);
    }

    /// <summary>A tensor of one whole number, on the default device.</summary>
    /// <param name="number">The number.</param>
    /// <param name="dtype">The element type, which must hold it.</param>
    /// <param name="shape">The dimensions, which it fills; null for a scalar.</param>
    /// <param name="verifyShape">Whether the shape must be that of a scalar.</param>
    /// <exception cref="ShapeException">The shape is to be verified and is not that of a scalar.</exception>
    /// <exception cref="DTypeException">The number does not fit the type.</exception>
    /// <example><code>Tensor three = Ops.Constant(3);</code></example>
    public static Tensor Constant(int number, DType dtype = DType.Int32, Shape? shape = null, bool verifyShape = false) =>
        Constant((double)number, dtype, shape, verifyShape);

    /// <summary>A tensor of one number, on the default device.</summary>
    /// <param name="value">The number.</param>
    /// <param name="dtype">The element type, which must hold it.</param>
    /// <param name="shape">The dimensions, which it fills; null for a scalar.</param>
    /// <param name="verifyShape">Whether the shape must be that of a scalar.</param>
    /// <exception cref="ShapeException">The shape is to be verified and is not that of a scalar.</exception>
    /// <exception cref="DTypeException">A fraction is to become an integer, or the number does not fit the type.</exception>
    /// <example><code>Tensor halves = Ops.Constant(0.5, shape: [2, 3]);</code></example>
    public static Tensor Constant(double value, DType dtype = DType.Float32, Shape? shape = null, bool verifyShape = false)
    {
        Shape wanted = KnownShape(shape ?? Shape.Scalar, "constant");
        if (verifyShape && wanted.Rank > 0)
        {
            throw WrongShape(wanted, Shape.Scalar);
        }

        CheckFits(value, dtype, "constant");
        return Filled(Devices.BackendProvider.Get(Device.Default), wanted, value, dtype);
    }

    private static Tensor Shaped(Tensor given, Shape shape, bool verify)
    {
        if (given.Shape == shape)
        {
            return given;
        }

        if (verify)
        {
            throw WrongShape(shape, given.Shape);
        }

        if (given.Length > shape.Length || (given.Length == 0 && shape.Length > 0))
        {
            throw new ShapeException(
                $"constant — the values must be as many as the shape has elements, or fewer but one. Received {Text.Of(given.Length)} values for shape {shape}.");
        }

        if (given.Length == shape.Length)
        {
            return given.Reshape(shape);
        }

        Tensor row = given.Ravel();
        Tensor rest = row[^1..].Tile([checked((int)(shape.Length - row.Length))]);
        return Concatenate([row, rest]).Reshape(shape);
    }

    private static ShapeException WrongShape(Shape wanted, Shape given) => new(
        $"constant — the values must have the shape that is verified, {wanted}. Received {given}; leave verifyShape out to reshape or fill.");
}
