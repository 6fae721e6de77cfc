namespace Sharpkeras.Gpu.Kernels;

/// <summary>An element of float32 in casts.</summary>
internal readonly struct FloatElement(float value) : ICastSource<FloatElement>, ICastTarget<FloatElement>
{
    private readonly float value = value;

    public static FloatElement Of(float value) => new(value);

    public static FloatElement Of(double value) => new((float)value);

    public static FloatElement Of(int value) => new((float)value);

    public static FloatElement Of(long value) => new((float)value);

    public static T To<T>(FloatElement value)
        where T : unmanaged, ICastTarget<T> => T.Of(value.value);
}

/// <summary>An element of float64 in casts.</summary>
internal readonly struct DoubleElement(double value) : ICastSource<DoubleElement>, ICastTarget<DoubleElement>
{
    private readonly double value = value;

    public static DoubleElement Of(float value) => new(value);

    public static DoubleElement Of(double value) => new(value);

    public static DoubleElement Of(int value) => new(value);

    public static DoubleElement Of(long value) => new(value);

    public static T To<T>(DoubleElement value)
        where T : unmanaged, ICastTarget<T> => T.Of(value.value);
}

/// <summary>An element of int8 in casts.</summary>
internal readonly struct SByteElement(sbyte value) : ICastSource<SByteElement>, ICastTarget<SByteElement>
{
    private readonly sbyte value = value;

    public static SByteElement Of(float value) => new((sbyte)Castings.ToInt(value, -128, 127));

    public static SByteElement Of(double value) => new((sbyte)Castings.ToInt(value, -128, 127));

    public static SByteElement Of(int value) => new((sbyte)value);

    public static SByteElement Of(long value) => new((sbyte)value);

    public static T To<T>(SByteElement value)
        where T : unmanaged, ICastTarget<T> => T.Of((int)value.value);
}

/// <summary>An element of uint8 in casts.</summary>
internal readonly struct ByteElement(byte value) : ICastSource<ByteElement>, ICastTarget<ByteElement>
{
    private readonly byte value = value;

    public static ByteElement Of(float value) => new((byte)Castings.ToInt(value, 0, 255));

    public static ByteElement Of(double value) => new((byte)Castings.ToInt(value, 0, 255));

    public static ByteElement Of(int value) => new((byte)value);

    public static ByteElement Of(long value) => new((byte)value);

    /// <summary>The mask is for the GPU compiler, which extends the sign of a field.</summary>
    public static T To<T>(ByteElement value)
        where T : unmanaged, ICastTarget<T> => T.Of(value.value & 0xFF);
}

/// <summary>An element of int16 in casts.</summary>
internal readonly struct ShortElement(short value) : ICastSource<ShortElement>, ICastTarget<ShortElement>
{
    private readonly short value = value;

    public static ShortElement Of(float value) => new((short)Castings.ToInt(value, -32768, 32767));

    public static ShortElement Of(double value) => new((short)Castings.ToInt(value, -32768, 32767));

    public static ShortElement Of(int value) => new((short)value);

    public static ShortElement Of(long value) => new((short)value);

    public static T To<T>(ShortElement value)
        where T : unmanaged, ICastTarget<T> => T.Of((int)value.value);
}

/// <summary>An element of int32 in casts.</summary>
internal readonly struct IntElement(int value) : ICastSource<IntElement>, ICastTarget<IntElement>
{
    private readonly int value = value;

    public static IntElement Of(float value) => new(Castings.ToInt(value));

    public static IntElement Of(double value) => new(Castings.ToInt(value));

    public static IntElement Of(int value) => new(value);

    public static IntElement Of(long value) => new((int)value);

    public static T To<T>(IntElement value)
        where T : unmanaged, ICastTarget<T> => T.Of(value.value);
}

/// <summary>An element of int64 in casts.</summary>
internal readonly struct LongElement(long value) : ICastSource<LongElement>, ICastTarget<LongElement>
{
    private readonly long value = value;

    public static LongElement Of(float value) => new(Castings.ToLong(value));

    public static LongElement Of(double value) => new(Castings.ToLong(value));

    public static LongElement Of(int value) => new(value);

    public static LongElement Of(long value) => new(value);

    public static T To<T>(LongElement value)
        where T : unmanaged, ICastTarget<T> => T.Of(value.value);
}

/// <summary>A Boolean that a cast writes: whether the number is not 0.</summary>
internal readonly struct FlagElement(bool value) : ICastTarget<FlagElement>
{
    private readonly byte value = value ? (byte)1 : (byte)0;

    public static FlagElement Of(float value) => new(value != 0);

    public static FlagElement Of(double value) => new(value != 0);

    public static FlagElement Of(int value) => new(value != 0);

    public static FlagElement Of(long value) => new(value != 0);
}
