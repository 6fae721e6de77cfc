namespace Sharpkeras.Kernels;

/// <summary>
/// A number that an elementwise kernel carries as a field (a slope, a limit). It is held as three float32 numbers whose sum is
/// exact, so that the float32 form of a kernel has no float64 in it: not every GPU has float64.
/// </summary>
public readonly struct Parameter
{
    /// <summary>The number rounded to float32.</summary>
    public readonly float High;

    /// <summary>What <see cref="High"/> leaves over, rounded to float32.</summary>
    public readonly float Middle;

    /// <summary>What the other two leave over.</summary>
    public readonly float Low;

    /// <summary>Splits a number.</summary>
    public Parameter(double value)
    {
        High = (float)value;
        if (float.IsFinite(High))
        {
            Middle = (float)(value - High);
            Low = (float)(value - High - Middle);
        }
    }

    /// <summary>Splits a number.</summary>
    public static implicit operator Parameter(double value) => new(value);

    /// <summary>The number again, exactly.</summary>
    public double ToDouble() => (double)High + Middle + Low;
}
