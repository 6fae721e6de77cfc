using Sharpkeras.Diagnostics;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Numbers at equal distances, on the default device.</summary>
    /// <param name="start">The first number.</param>
    /// <param name="stop">The last number, or the one after it.</param>
    /// <param name="num">How many, not negative.</param>
    /// <param name="endpoint">Whether <paramref name="stop"/> is the last number.</param>
    /// <param name="dtype">The element type; integers are rounded down.</param>
    /// <returns>A vector.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    /// <example><code>Tensor steps = Ops.Linspace(0, 1, 11);</code></example>
    public static Tensor Linspace(double start, double stop, int num = 50, bool endpoint = true, DType dtype = DType.Float32)
    {
        double[] numbers = [.. Fractions(num, endpoint).Select(at => at == 1 ? stop : start + (at * (stop - start)))];
        return Tensor.FromSpan<double>(dtype.IsFloating() ? numbers : [.. numbers.Select(Math.Floor)], [num]).Cast(dtype);
    }

    /// <summary>Numbers at equal distances between those of two tensors.</summary>
    /// <param name="start">The first numbers, float32 or float64.</param>
    /// <param name="stop">The last numbers, or those after them; a shape that broadcasts with the other.</param>
    /// <param name="num">How many, not negative.</param>
    /// <param name="endpoint">Whether <paramref name="stop"/> is among them.</param>
    /// <param name="axis">Where the new axis is, negative from the end of the result.</param>
    /// <returns>The shape to which both broadcast, with the new axis.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static Tensor Linspace(Tensor start, Tensor stop, int num = 50, bool endpoint = true, int axis = 0)
    {
        Check.Floating(start, "linspace");
        Tensor from = ExpandDims(start + ZerosLike(stop), axis);
        Tensor to = ExpandDims(stop + ZerosLike(start), axis);
        int[] along = new int[from.Rank];
        Array.Fill(along, 1);
        along[from.Shape.Axis(axis, "linspace")] = num;
        Tensor at = Numbers([.. Fractions(num, endpoint)], along, from);
        return (from * (1 - at)) + (to * at);
    }

    /// <summary>Numbers whose logarithms are at equal distances: base^start … base^stop, on the default device.</summary>
    /// <param name="start">The first exponent.</param>
    /// <param name="stop">The last exponent, or the one after it.</param>
    /// <param name="num">How many, not negative.</param>
    /// <param name="endpoint">Whether <paramref name="stop"/> is the last exponent.</param>
    /// <param name="base">The base of the powers.</param>
    /// <param name="dtype">The element type.</param>
    /// <returns>A vector.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static Tensor Logspace(double start, double stop, int num = 50, bool endpoint = true, double @base = 10, DType dtype = DType.Float32)
    {
        double[] numbers = [.. Fractions(num, endpoint).Select(at => Math.Pow(@base, at == 1 ? stop : start + (at * (stop - start))))];
        return Tensor.FromSpan<double>(numbers, [num]).Cast(dtype);
    }

    /// <summary>Numbers with equal ratios between two of the same sign, on the default device.</summary>
    /// <param name="start">The first number, not 0.</param>
    /// <param name="stop">The last number, or the one after it.</param>
    /// <param name="num">How many, not negative.</param>
    /// <param name="endpoint">Whether <paramref name="stop"/> is the last number.</param>
    /// <param name="dtype">The element type.</param>
    /// <returns>A vector.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative, or the ends do not have the same sign.</exception>
    public static Tensor Geomspace(double start, double stop, int num = 50, bool endpoint = true, DType dtype = DType.Float32)
    {
        if (!(start * stop > 0))
        {
            throw new ArgumentOutOfRangeException(
                nameof(stop), $"geomspace — both ends must have the same sign and not be 0. Received {Text.Of(start)} and {Text.Of(stop)}.");
        }

        double[] numbers = [.. Fractions(num, endpoint).Select(at => at == 1 ? stop : start * Math.Pow(stop / start, at))];
        return Tensor.FromSpan<double>(numbers, [num]).Cast(dtype);
    }

    /// <summary>Numbers that an operation knows, in the type and on the device of its input.</summary>
    internal static Tensor Numbers(double[] values, Shape shape, Tensor like)
    {
        Devices.Backend backend = like.IsSymbolic ? Devices.BackendProvider.Get(Device.Default) : Devices.Backend.Of(like);
        Tensor tensor = backend.Rent(shape, DType.Float64);
        backend.Upload(System.Runtime.InteropServices.MemoryMarshal.AsBytes<double>(values), tensor);
        return tensor.Cast(like.DType);
    }

    private static IEnumerable<double> Fractions(int num, bool endpoint)
    {
        if (num < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(num), $"linspace — num must not be negative. Received {Text.Of(num)}.");
        }

        int parts = Math.Max(1, endpoint ? num - 1 : num);
        return Enumerable.Range(0, num).Select(i => (double)i / parts);
    }
}
