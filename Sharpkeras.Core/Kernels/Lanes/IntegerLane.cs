using System.Numerics;
using System.Runtime.CompilerServices;

namespace Sharpkeras.Kernels.Lanes;

/// <summary>One integer: the lane of GPU threads. Arithmetic wraps around.</summary>
internal readonly unsafe struct IntegerLane<T> : IIntegerLane<IntegerLane<T>>, IScalarLane<IntegerLane<T>>, IVectorLane<IntegerLane<T>, T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    public readonly T Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public IntegerLane(T value)
    {
        Value = value;
    }

    public static int Count => 1;

    public static IntegerLane<T> Lowest => new(T.MinValue);

    public static IntegerLane<T> Highest => new(T.MaxValue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane<T> Of(double constant) => new(T.CreateSaturating(constant));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane<T> Of(Parameter parameter) => new(T.CreateSaturating(parameter.ToDouble()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane<T> Load(T* source) => new(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(IntegerLane<T> value, T* target)
    {
        *target = value.Value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane<T> Broadcast(T value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Element(IntegerLane<T> value, int index) => value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane<T> operator +(IntegerLane<T> left, IntegerLane<T> right) => new(unchecked(left.Value + right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane<T> operator -(IntegerLane<T> left, IntegerLane<T> right) => new(unchecked(left.Value - right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane<T> operator *(IntegerLane<T> left, IntegerLane<T> right) => new(unchecked(left.Value * right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane<T> operator -(IntegerLane<T> value) => new(unchecked(-value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane<T> Min(IntegerLane<T> left, IntegerLane<T> right) => left.Value < right.Value ? left : right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane<T> Max(IntegerLane<T> left, IntegerLane<T> right) => left.Value > right.Value ? left : right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane<T> Abs(IntegerLane<T> value) => value.Value < T.Zero ? new(unchecked(-value.Value)) : value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane<T> Equal(IntegerLane<T> left, IntegerLane<T> right) => new(left.Value == right.Value ? T.One : T.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane<T> Greater(IntegerLane<T> left, IntegerLane<T> right) => new(left.Value > right.Value ? T.One : T.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane<T> GreaterOrEqual(IntegerLane<T> left, IntegerLane<T> right)
    {
        return new(left.Value >= right.Value ? T.One : T.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane<T> And(IntegerLane<T> left, IntegerLane<T> right) => new(left.Value & right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane<T> Or(IntegerLane<T> left, IntegerLane<T> right) => new(left.Value | right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane<T> Not(IntegerLane<T> mask) => new(mask.Value ^ T.One);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSet(IntegerLane<T> mask) => mask.Value != T.Zero;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane<T> Select(IntegerLane<T> mask, IntegerLane<T> whenTrue, IntegerLane<T> whenFalse)
    {
        return mask.Value != T.Zero ? whenTrue : whenFalse;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane<T> operator &(IntegerLane<T> left, IntegerLane<T> right) => new(left.Value & right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane<T> operator |(IntegerLane<T> left, IntegerLane<T> right) => new(left.Value | right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane<T> operator ^(IntegerLane<T> left, IntegerLane<T> right) => new(left.Value ^ right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane<T> ShiftLeft(IntegerLane<T> value, IntegerLane<T> count) => new(IntegerMath.ShiftLeft.Apply(value.Value, count.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane<T> ShiftRight(IntegerLane<T> value, IntegerLane<T> count) => new(IntegerMath.ShiftRight.Apply(value.Value, count.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane<T> FloorDivide(IntegerLane<T> left, IntegerLane<T> right) => new(IntegerMath.FloorDivide.Apply(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane<T> FloorMod(IntegerLane<T> left, IntegerLane<T> right) => new(IntegerMath.FloorMod.Apply(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane<T> Gcd(IntegerLane<T> left, IntegerLane<T> right) => new(IntegerMath.Gcd.Apply(left.Value, right.Value));
}
