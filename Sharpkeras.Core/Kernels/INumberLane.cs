namespace Sharpkeras.Kernels;

/// <summary>
/// What elementwise kernels may do with the values of any numeric type. A lane is either one value (GPU threads) or a
/// vector of them (CPU); a kernel that is written over lanes therefore serves every device, vector width and type.
/// </summary>
/// <typeparam name="V">The lane type itself.</typeparam>
/// <remarks>
/// A mask is a lane as well: the result of a comparison, to be used by <see cref="Select"/> and the mask operators only.
/// Vectors hold all bits of a true element set, single values hold one. Integer arithmetic wraps around.
/// </remarks>
public interface INumberLane<V>
    where V : struct, INumberLane<V>
{
    /// <summary>A constant in every element. The argument must be a compile-time constant: GPU compilers fold it into the lane's type.</summary>
    static abstract V Of(double constant);

    /// <summary>A kernel's parameter in every element.</summary>
    static abstract V Of(Parameter parameter);

    /// <summary>The lowest value of the type, minus infinity for floating types: the identity of maximum.</summary>
    static abstract V Lowest { get; }

    /// <summary>The highest value of the type, infinity for floating types: the identity of minimum.</summary>
    static abstract V Highest { get; }

    /// <summary>The sum.</summary>
    static abstract V operator +(V left, V right);

    /// <summary>The difference.</summary>
    static abstract V operator -(V left, V right);

    /// <summary>The product.</summary>
    static abstract V operator *(V left, V right);

    /// <summary>The negated value.</summary>
    static abstract V operator -(V value);

    /// <summary>The smaller value; not a number when either is not a number.</summary>
    static abstract V Min(V left, V right);

    /// <summary>The larger value; not a number when either is not a number.</summary>
    static abstract V Max(V left, V right);

    /// <summary>The absolute value.</summary>
    static abstract V Abs(V value);

    /// <summary>The mask of left = right.</summary>
    static abstract V Equal(V left, V right);

    /// <summary>The mask of left &gt; right.</summary>
    static abstract V Greater(V left, V right);

    /// <summary>The mask of left ≥ right.</summary>
    static abstract V GreaterOrEqual(V left, V right);

    /// <summary>Both masks.</summary>
    static abstract V And(V left, V right);

    /// <summary>Either mask.</summary>
    static abstract V Or(V left, V right);

    /// <summary>The opposite mask.</summary>
    static abstract V Not(V mask);

    /// <summary><paramref name="whenTrue"/> where the mask is set, else <paramref name="whenFalse"/>.</summary>
    static abstract V Select(V mask, V whenTrue, V whenFalse);
}
