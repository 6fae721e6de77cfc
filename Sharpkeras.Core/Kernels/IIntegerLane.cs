namespace Sharpkeras.Kernels;

/// <summary>What elementwise kernels may do with integers beyond <see cref="INumberLane{V}"/>: their bits, and division without a fraction.</summary>
/// <typeparam name="V">The lane type itself.</typeparam>
public interface IIntegerLane<V> : INumberLane<V>
    where V : struct, IIntegerLane<V>
{
    /// <summary>The bits that are set in both.</summary>
    static abstract V operator &(V left, V right);

    /// <summary>The bits that are set in either.</summary>
    static abstract V operator |(V left, V right);

    /// <summary>The bits that are set in one only.</summary>
    static abstract V operator ^(V left, V right);

    /// <summary>The bits moved up; 0 for counts below 0 or beyond the type's width.</summary>
    static abstract V ShiftLeft(V value, V count);

    /// <summary>The bits moved down, the sign copied; for counts below 0 or beyond the type's width the sign alone.</summary>
    static abstract V ShiftRight(V value, V count);

    /// <summary>The quotient rounded down; 0 where the divisor is 0.</summary>
    static abstract V FloorDivide(V left, V right);

    /// <summary>The remainder of <see cref="FloorDivide"/>, with the sign of the divisor; 0 where that is 0.</summary>
    static abstract V FloorMod(V left, V right);

    /// <summary>The greatest common divisor, not negative; with 0 it is the other's magnitude.</summary>
    static abstract V Gcd(V left, V right);
}
