namespace Sharpkeras.Kernels.Lanes;

/// <summary>What the functions of <see cref="FloatMath"/> need of a float32 lane beyond <see cref="ILane{V}"/>: its bits.</summary>
/// <typeparam name="V">The lane type itself.</typeparam>
internal interface IFloatBits<V> : ILane<V>
    where V : struct, IFloatBits<V>
{
    /// <summary>2 to the power of an integral value in [−126, 127].</summary>
    static abstract V PowerOfTwo(V exponent);

    /// <summary>value · 2^exponent for an integral exponent in [−252, 252], rounded once; the value is a normal number near one.</summary>
    static abstract V Scale(V value, V exponent);

    /// <summary>The integral e for which a positive normal value divided by 2^e lies in [√½, √2).</summary>
    static abstract V Exponent(V value);

    /// <summary>A positive normal value divided by 2^e, e from <see cref="Exponent"/>.</summary>
    static abstract V Mantissa(V value);

    /// <summary>The magnitude with the sign bit of the other value.</summary>
    static abstract V CopySign(V magnitude, V sign);

    /// <summary>The value cut to its 12 leading binary digits, so that products of two such values are exact.</summary>
    static abstract V Head(V value);

    /// <summary>The value limited to an interval; not a number stays so.</summary>
    static abstract V Clamp(V value, V low, V high);
}
