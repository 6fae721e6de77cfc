using Sharpkeras.Devices;
using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>A tensor of zeros on the default device.</summary>
    /// <param name="shape">The dimensions.</param>
    /// <param name="dtype">The element type.</param>
    public static Tensor Zeros(Shape shape, DType dtype = DType.Float32) => Full(shape, 0, dtype);

    /// <summary>A tensor of ones on the default device.</summary>
    /// <param name="shape">The dimensions.</param>
    /// <param name="dtype">The element type.</param>
    public static Tensor Ones(Shape shape, DType dtype = DType.Float32) => Full(shape, 1, dtype);

    /// <summary>A tensor of one value on the default device.</summary>
    /// <param name="shape">The dimensions.</param>
    /// <param name="value">The value, which the type must hold.</param>
    /// <param name="dtype">The element type.</param>
    /// <exception cref="DTypeException">A fraction is to become an integer, or the number does not fit the type.</exception>
    public static Tensor Full(Shape shape, double value, DType dtype = DType.Float32)
    {
        CheckFits(value, dtype, "full");
        return Filled(BackendProvider.Get(Device.Default), shape, value, dtype);
    }

    /// <summary>A matrix with ones on the diagonal, on the default device.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns; as many as rows when null.</param>
    /// <param name="dtype">The element type.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    public static Tensor Eye(int rows, int? columns = null, DType dtype = DType.Float32) =>
        Arange(Check.Positive(rows, nameof(rows), "eye")).OneHot(columns ?? rows, dtype);

    /// <summary>A square matrix with ones on the diagonal, on the default device.</summary>
    /// <param name="n">The number of rows and columns.</param>
    /// <param name="dtype">The element type.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static Tensor Identity(int n, DType dtype = DType.Float32) => Eye(n, n, dtype);

    /// <summary>A tensor of zeros like another: its shape, type and device.</summary>
    public static Tensor ZerosLike(Tensor x) => Op.Compose("zeros_like", x, own => Filled(own, own.Shape, 0, own.DType));

    /// <summary>A tensor of ones like another: its shape, type and device.</summary>
    public static Tensor OnesLike(Tensor x) => Op.Compose("ones_like", x, own => Filled(own, own.Shape, 1, own.DType));

    /// <summary>The numbers 0, 1, …, count − 1.</summary>
    /// <param name="count">How many, not negative.</param>
    /// <param name="dtype">The element type.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public static Tensor Arange(int count, DType dtype = DType.Int32)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Tensor numbers = Tensor.FromSpan<int>([.. Enumerable.Range(0, count)], [count]);
        return dtype == DType.Int32 ? numbers : numbers.Cast(dtype);
    }

    /// <summary>The whole numbers from one on, in steps, as far as another that is not reached.</summary>
    /// <param name="start">The first number.</param>
    /// <param name="stop">Where to end.</param>
    /// <param name="step">The step, negative to go down; not 0.</param>
    /// <returns>An int32 vector.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The step is 0.</exception>
    /// <example><code>Tensor odd = Ops.Arange(1, 10, 2);</code></example>
    public static Tensor Arange(int start, int stop, int step = 1) => Arange(start, stop, step, DType.Int32);

    /// <summary>The numbers from one on, in steps, as far as another that is not reached.</summary>
    /// <param name="start">The first number.</param>
    /// <param name="stop">Where to end.</param>
    /// <param name="step">The step, negative to go down; not 0.</param>
    /// <param name="dtype">The element type.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is 0, or a number is not finite.</exception>
    public static Tensor Arange(double start, double stop, double step = 1, DType dtype = DType.Float32)
    {
        double count = Math.Ceiling((stop - start) / step);
        if (step == 0 || !double.IsFinite(count))
        {
            throw new ArgumentOutOfRangeException(
                nameof(step), $"arange — the step must not be 0, and all numbers finite. Received {Text.Of(start)}, {Text.Of(stop)} and {Text.Of(step)}.");
        }

        double[] numbers = [.. Enumerable.Range(0, (int)Math.Max(0, count)).Select(i => start + (i * step))];
        return Tensor.FromSpan<double>(numbers, [numbers.Length]).Cast(dtype);
    }

    /// <summary>A tensor of one value like another: its shape and device.</summary>
    /// <param name="x">The other tensor.</param>
    /// <param name="value">The value, which the type must hold.</param>
    /// <param name="dtype">The element type; null for that of x.</param>
    /// <exception cref="DTypeException">A fraction is to become an integer, or the number does not fit the type.</exception>
    public static Tensor FullLike(Tensor x, double value, DType? dtype = null)
    {
        CheckFits(value, dtype ?? x.DType, "full_like");
        return Op.Compose("full_like", x, own => Filled(own, own.Shape, value, dtype ?? own.DType), ("fill_value", value));
    }

    /// <summary>A number as a tensor of rank 0 for an operation with another tensor: its type and device.</summary>
    /// <exception cref="DTypeException">A fraction meets integers, or the number does not fit the type.</exception>
    internal static Tensor Constant(double value, Tensor like)
    {
        CheckFits(value, like.DType, "constant");
        return Constant(value, like, like.DType);
    }

    /// <summary>A number of a type as a tensor of rank 0 on the device of another tensor.</summary>
    internal static Tensor Constant(double value, Tensor like, DType dtype) => Backend.Of(like).Constant(value, dtype);

    /// <summary>Whole numbers that an operation knows, on the device of its input.</summary>
    internal static Tensor Integers(ReadOnlySpan<int> values, Shape shape, Tensor like)
    {
        Backend backend = like.IsSymbolic ? BackendProvider.Get(Device.Default) : Backend.Of(like);
        Tensor tensor = backend.Rent(shape, DType.Int32);
        backend.Upload(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values), tensor);
        return tensor;
    }

    /// <summary>Whether integers of a type can hold a number without a change.</summary>
    /// <exception cref="DTypeException">A fraction meets integers, or the number does not fit the type.</exception>
    internal static void CheckFits(double value, DType dtype, string operation)
    {
        if (!dtype.IsFloating() && value != Math.Floor(value))
        {
            throw new DTypeException(
                $"{operation} — {Text.Of(value)} is no whole number, the tensor is {dtype.KerasName()}. "
                + "Convert it with x.Cast(DType.Float32).");
        }

        if (!FitsInto(value, dtype))
        {
            throw new DTypeException(
                $"{operation} — {Text.Of(value)} does not fit into {dtype.KerasName()}. "
                + "Convert the tensor to a wider type with x.Cast(…).");
        }
    }

    /// <summary>
    /// A tensor of one value on the device of another. In a graph it has its values from the start, since they do not depend on the graph's
    /// inputs.
    /// </summary>
    internal static Tensor Filled(Tensor like, Shape shape, double value, DType dtype) =>
        Filled(like.IsSymbolic ? BackendProvider.Get(Device.Default) : Backend.Of(like), shape, value, dtype);

    private static Tensor Filled(Backend backend, Shape shape, double value, DType dtype)
    {
        Tensor tensor = backend.Rent(shape, dtype);
        backend.Fill(tensor, value);
        return tensor;
    }

    private static bool FitsInto(double value, DType dtype) => dtype switch
    {
        DType.Int8 => value is >= sbyte.MinValue and <= sbyte.MaxValue,
        DType.UInt8 => value is >= byte.MinValue and <= byte.MaxValue,
        DType.Int16 => value is >= short.MinValue and <= short.MaxValue,
        DType.Int32 => value is >= int.MinValue and <= int.MaxValue,
        DType.Int64 => value is >= long.MinValue and < 9.2233720368547758e18,
        DType.Bool => value is 0 or 1,
        _ => true,
    };
}
