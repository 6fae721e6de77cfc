namespace Sharpkeras.Gpu.Kernels;

/// <summary>
/// A number that orders a value and, among equal values, its place: no two are equal, so that every way of sorting is stable.
/// </summary>
/// <typeparam name="C">The code itself.</typeparam>
internal interface ISortCode<C>
    where C : unmanaged, ISortCode<C>
{
    /// <summary>A code behind those of all values.</summary>
    static abstract C Last { get; }

    /// <summary>Whether a code comes before another.</summary>
    static abstract bool IsLess(C left, C right);

    /// <summary>The place in a code.</summary>
    static abstract int Place(C code);
}

/// <summary>The code of a value of up to four bytes: a key of 32 bits above, the place below.</summary>
internal readonly struct NarrowCode(long bits) : ISortCode<NarrowCode>
{
    private readonly long bits = bits;

    public NarrowCode(int key, int place)
        : this(((long)key << 32) | (uint)place)
    {
    }

    public static NarrowCode Last => new(long.MaxValue);

    public static bool IsLess(NarrowCode left, NarrowCode right) => left.bits < right.bits;

    public static int Place(NarrowCode code) => (int)code.bits;
}

/// <summary>The code of a value of eight bytes.</summary>
internal readonly struct WideCode(long key, int place) : ISortCode<WideCode>
{
    private readonly long key = key;
    private readonly int place = place;

    public static WideCode Last => new(long.MaxValue, int.MaxValue);

    public static bool IsLess(WideCode left, WideCode right) =>
        left.key < right.key || (left.key == right.key && left.place < right.place);

    public static int Place(WideCode code) => code.place;
}
