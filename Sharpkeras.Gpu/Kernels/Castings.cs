namespace Sharpkeras.Gpu.Kernels;

/// <summary>Floating numbers as integers, the same on every driver: what one makes of a number beyond the limits is its own affair.</summary>
internal static class Castings
{
    /// <summary>Between limits of a type of less than four bytes.</summary>
    public static int ToInt(float value, int least, int most)
    {
        float low = value > least ? value : least;
        float number = low < most ? low : most;
        return float.IsNaN(value) ? 0 : (int)number;
    }

    /// <summary>The same for float64.</summary>
    public static int ToInt(double value, int least, int most)
    {
        double low = value > least ? value : least;
        double number = low < most ? low : most;
        return double.IsNaN(value) ? 0 : (int)number;
    }

    /// <summary>Of int32.</summary>
    public static int ToInt(float value)
    {
        bool inside = value > -2147483648f && value < 2147483648f;
        return inside ? (int)value : value > 0 ? int.MaxValue : value < 0 ? int.MinValue : 0;
    }

    /// <summary>The same for float64.</summary>
    public static int ToInt(double value)
    {
        bool inside = value > -2147483649.0 && value < 2147483648.0;
        return inside ? (int)value : value > 0 ? int.MaxValue : value < 0 ? int.MinValue : 0;
    }

    /// <summary>Of int64.</summary>
    public static long ToLong(float value)
    {
        bool inside = value > -9223372036854775808f && value < 9223372036854775808f;
        return inside ? (long)value : value > 0 ? long.MaxValue : value < 0 ? long.MinValue : 0;
    }

    /// <summary>The same for float64.</summary>
    public static long ToLong(double value)
    {
        bool inside = value > -9223372036854775808.0 && value < 9223372036854775808.0;
        return inside ? (long)value : value > 0 ? long.MaxValue : value < 0 ? long.MinValue : 0;
    }
}
