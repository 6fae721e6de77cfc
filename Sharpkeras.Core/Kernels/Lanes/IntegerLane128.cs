using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sharpkeras.Kernels.Lanes;

/// <summary>128 bits of integers.</summary>
internal readonly unsafe struct IntegerLane128<T> : IIntegerLane<IntegerLane128<T>>, IVectorLane<IntegerLane128<T>, T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    public readonly Vector128<T> Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public IntegerLane128(Vector128<T> value)
    {
        Value = value;
    }

    public static int Count => Vector128<T>.Count;

    public static IntegerLane128<T> Lowest => new(Vector128.Create(T.MinValue));

    public static IntegerLane128<T> Highest => new(Vector128.Create(T.MaxValue));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane128<T> Of(double constant) => new(Vector128.Create(T.CreateSaturating(constant)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane128<T> Of(Parameter parameter) => new(Vector128.Create(T.CreateSaturating(parameter.ToDouble())));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane128<T> Load(T* source) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(IntegerLane128<T> value, T* target)
    {
        value.Value.Store(target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane128<T> Broadcast(T value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Element(IntegerLane128<T> value, int index) => value.Value.GetElement(index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane128<T> operator +(IntegerLane128<T> left, IntegerLane128<T> right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane128<T> operator -(IntegerLane128<T> left, IntegerLane128<T> right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane128<T> operator *(IntegerLane128<T> left, IntegerLane128<T> right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane128<T> operator -(IntegerLane128<T> value) => new(-value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane128<T> Min(IntegerLane128<T> left, IntegerLane128<T> right) => new(Vector128.Min(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane128<T> Max(IntegerLane128<T> left, IntegerLane128<T> right) => new(Vector128.Max(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane128<T> Abs(IntegerLane128<T> value) => new(Vector128.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane128<T> Equal(IntegerLane128<T> left, IntegerLane128<T> right)
    {
        return new(Vector128.Equals(left.Value, right.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane128<T> Greater(IntegerLane128<T> left, IntegerLane128<T> right)
    {
        return new(Vector128.GreaterThan(left.Value, right.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane128<T> GreaterOrEqual(IntegerLane128<T> left, IntegerLane128<T> right)
    {
        return new(Vector128.GreaterThanOrEqual(left.Value, right.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane128<T> And(IntegerLane128<T> left, IntegerLane128<T> right) => new(left.Value & right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane128<T> Or(IntegerLane128<T> left, IntegerLane128<T> right) => new(left.Value | right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane128<T> Not(IntegerLane128<T> mask) => new(~mask.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane128<T> Select(IntegerLane128<T> mask, IntegerLane128<T> whenTrue, IntegerLane128<T> whenFalse)
    {
        return new(Vector128.ConditionalSelect(mask.Value, whenTrue.Value, whenFalse.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane128<T> operator &(IntegerLane128<T> left, IntegerLane128<T> right) => new(left.Value & right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane128<T> operator |(IntegerLane128<T> left, IntegerLane128<T> right) => new(left.Value | right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane128<T> operator ^(IntegerLane128<T> left, IntegerLane128<T> right) => new(left.Value ^ right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane128<T> ShiftLeft(IntegerLane128<T> value, IntegerLane128<T> count) => Map<IntegerMath.ShiftLeft>(value, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane128<T> ShiftRight(IntegerLane128<T> value, IntegerLane128<T> count) => Map<IntegerMath.ShiftRight>(value, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane128<T> FloorDivide(IntegerLane128<T> left, IntegerLane128<T> right) => Map<IntegerMath.FloorDivide>(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane128<T> FloorMod(IntegerLane128<T> left, IntegerLane128<T> right) => Map<IntegerMath.FloorMod>(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane128<T> Gcd(IntegerLane128<T> left, IntegerLane128<T> right) => Map<IntegerMath.Gcd>(left, right);

    private static IntegerLane128<T> Map<F>(IntegerLane128<T> left, IntegerLane128<T> right)
        where F : struct, IntegerMath.IFunction
    {
        Vector128<T> result = left.Value;
        for (int i = 0; i < Count; i++)
        {
            result = result.WithElement(i, F.Apply(left.Value.GetElement(i), right.Value.GetElement(i)));
        }

        return new(result);
    }
}
