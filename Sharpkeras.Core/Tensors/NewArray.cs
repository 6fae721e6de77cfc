namespace Sharpkeras;

/// <summary>.NET arrays of a type and rank that are known when the program runs; each is written out, so that native programs have its code.</summary>
internal static class NewArray
{
    /// <summary>An array of these dimensions; of one element, where there are none.</summary>
    public static Array Of(DType dtype, ReadOnlySpan<int> dimensions) => dtype switch
    {
        DType.Float32 => Of<float>(dimensions),
        DType.Float64 => Of<double>(dimensions),
        DType.Int8 => Of<sbyte>(dimensions),
        DType.UInt8 => Of<byte>(dimensions),
        DType.Int16 => Of<short>(dimensions),
        DType.Int32 => Of<int>(dimensions),
        DType.Int64 => Of<long>(dimensions),
        _ => Of<bool>(dimensions),
    };

    private static Array Of<T>(ReadOnlySpan<int> d) => d.Length switch
    {
        0 => new T[1],
        1 => new T[d[0]],
        2 => new T[d[0], d[1]],
        3 => new T[d[0], d[1], d[2]],
        4 => new T[d[0], d[1], d[2], d[3]],
        5 => new T[d[0], d[1], d[2], d[3], d[4]],
        6 => new T[d[0], d[1], d[2], d[3], d[4], d[5]],
        7 => new T[d[0], d[1], d[2], d[3], d[4], d[5], d[6]],
        _ => new T[d[0], d[1], d[2], d[3], d[4], d[5], d[6], d[7]],
    };
}
