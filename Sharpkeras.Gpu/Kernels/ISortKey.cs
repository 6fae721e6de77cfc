namespace Sharpkeras.Gpu.Kernels;

/// <summary>An element that can be sorted, by its bits: not a number is larger than all, and −0 equals 0.</summary>
/// <typeparam name="S">The element type itself.</typeparam>
/// <typeparam name="C">Its codes.</typeparam>
internal interface ISortKey<S, C>
    where S : unmanaged, ISortKey<S, C>
    where C : unmanaged, ISortCode<C>
{
    /// <summary>The code of an element at a place; <paramref name="flip"/> is −1 for the descending order, else 0.</summary>
    static abstract C Code(S value, int place, int flip);
}

/// <summary>An element of float32.</summary>
internal readonly struct FloatKey(int bits) : ISortKey<FloatKey, NarrowCode>
{
    private readonly int bits = bits;

    public static NarrowCode Code(FloatKey value, int place, int flip)
    {
        int bits = value.bits;
        int magnitude = bits & int.MaxValue;

        // numbers below zero order the other way round
        int ordered = bits < 0 ? -magnitude : magnitude;
        return new((magnitude > 0x7F800000 ? int.MaxValue : ordered) ^ flip, place);
    }
}

/// <summary>An element of float64.</summary>
internal readonly struct DoubleKey(long bits) : ISortKey<DoubleKey, WideCode>
{
    private readonly long bits = bits;

    public static WideCode Code(DoubleKey value, int place, int flip)
    {
        long bits = value.bits;
        long magnitude = bits & long.MaxValue;
        long ordered = bits < 0 ? -magnitude : magnitude;
        return new((magnitude > 0x7FF0000000000000 ? long.MaxValue : ordered) ^ flip, place);
    }
}

/// <summary>An element of int8.</summary>
internal readonly struct SByteKey(sbyte value) : ISortKey<SByteKey, NarrowCode>
{
    private readonly sbyte value = value;

    public static NarrowCode Code(SByteKey value, int place, int flip) => new(value.value ^ flip, place);
}

/// <summary>An element of uint8. The mask is for the GPU compiler, which extends the sign of a field.</summary>
internal readonly struct ByteKey(byte value) : ISortKey<ByteKey, NarrowCode>
{
    private readonly byte value = value;

    public static NarrowCode Code(ByteKey value, int place, int flip) => new((value.value & 0xFF) ^ flip, place);
}

/// <summary>An element of int16.</summary>
internal readonly struct ShortKey(short value) : ISortKey<ShortKey, NarrowCode>
{
    private readonly short value = value;

    public static NarrowCode Code(ShortKey value, int place, int flip) => new(value.value ^ flip, place);
}

/// <summary>An element of int32.</summary>
internal readonly struct IntKey(int value) : ISortKey<IntKey, NarrowCode>
{
    private readonly int value = value;

    public static NarrowCode Code(IntKey value, int place, int flip) => new(value.value ^ flip, place);
}

/// <summary>An element of int64.</summary>
internal readonly struct LongKey(long value) : ISortKey<LongKey, WideCode>
{
    private readonly long value = value;

    public static WideCode Code(LongKey value, int place, int flip) => new(value.value ^ flip, place);
}
