using System.Runtime.CompilerServices;

namespace Sharpkeras.Cpu;

/// <summary>A number that orders a value and, among equal values, its place: sorting the codes is a stable sort.</summary>
internal interface ISortCode<T, C>
    where T : unmanaged
    where C : unmanaged, IComparable<C>
{
    /// <summary>The code of a value at a place; <paramref name="flip"/> is all ones for the descending order, else 0.</summary>
    static abstract C Of(T value, int place, ulong flip);

    /// <summary>The place in a code.</summary>
    static abstract int Place(C code);
}

/// <summary>Codes of types up to four bytes: the value above, the place below.</summary>
internal readonly struct NarrowSortCode<T> : ISortCode<T, ulong>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(T value, int place, ulong flip) => ((ulong)(Key(value) ^ (uint)flip) << 32) | (uint)place;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Place(ulong code) => (int)code;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Key(T value)
    {
        if (typeof(T) == typeof(float))
        {
            float number = Unsafe.As<T, float>(ref value);
            if (float.IsNaN(number))
            {
                return uint.MaxValue;
            }

            // numbers below zero order the other way round; adding 0 makes −0 equal to 0
            uint bits = BitConverter.SingleToUInt32Bits(number + 0f);
            return (bits >> 31) != 0 ? ~bits : bits | 0x80000000;
        }

        int whole = typeof(T) == typeof(byte) ? Unsafe.As<T, byte>(ref value)
            : typeof(T) == typeof(sbyte) ? Unsafe.As<T, sbyte>(ref value)
            : typeof(T) == typeof(short) ? Unsafe.As<T, short>(ref value)
            : Unsafe.As<T, int>(ref value);
        return (uint)whole ^ 0x80000000;
    }
}

/// <summary>Codes of types of eight bytes.</summary>
internal readonly struct WideSortCode<T> : ISortCode<T, UInt128>
    where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UInt128 Of(T value, int place, ulong flip) => new(Key(value) ^ flip, (uint)place);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Place(UInt128 code) => (int)(ulong)code;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Key(T value)
    {
        const ulong sign = 1UL << 63;
        if (typeof(T) != typeof(double))
        {
            return Unsafe.As<T, ulong>(ref value) ^ sign;
        }

        double number = Unsafe.As<T, double>(ref value);
        if (double.IsNaN(number))
        {
            return ulong.MaxValue;
        }

        ulong bits = BitConverter.DoubleToUInt64Bits(number + 0.0);
        return (bits & sign) != 0 ? ~bits : bits | sign;
    }
}
