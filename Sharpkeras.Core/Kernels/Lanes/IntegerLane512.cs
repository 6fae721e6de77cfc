using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sharpkeras.Kernels.Lanes;

/// <summary>512 bits of integers.</summary>
internal readonly unsafe struct IntegerLane512<T> : IIntegerLane<IntegerLane512<T>>, IVectorLane<IntegerLane512<T>, T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    public readonly Vector512<T> Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public IntegerLane512(Vector512<T> value)
    {
        Value = value;
    }

    public static int Count => Vector512<T>.Count;

    public static IntegerLane512<T> Lowest => new(Vector512.Create(T.MinValue));

    public static IntegerLane512<T> Highest => new(Vector512.Create(T.MaxValue));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane512<T> Of(double constant) => new(Vector512.Create(T.CreateSaturating(constant)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane512<T> Of(Parameter parameter) => new(Vector512.Create(T.CreateSaturating(parameter.ToDouble())));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane512<T> Load(T* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(IntegerLane512<T> value, T* target)
    {
        value.Value.Store(target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane512<T> Broadcast(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Element(IntegerLane512<T> value, int index) => value.Value.GetElement(index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane512<T> operator +(IntegerLane512<T> left, IntegerLane512<T> right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane512<T> operator -(IntegerLane512<T> left, IntegerLane512<T> right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane512<T> operator *(IntegerLane512<T> left, IntegerLane512<T> right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane512<T> operator -(IntegerLane512<T> value) => new(-value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane512<T> Min(IntegerLane512<T> left, IntegerLane512<T> right) => new(Vector512.Min(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane512<T> Max(IntegerLane512<T> left, IntegerLane512<T> right) => new(Vector512.Max(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane512<T> Abs(IntegerLane512<T> value) => new(Vector512.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane512<T> Equal(IntegerLane512<T> left, IntegerLane512<T> right)
    {
        return new(Vector512.Equals(left.Value, right.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane512<T> Greater(IntegerLane512<T> left, IntegerLane512<T> right)
    {
        return new(Vector512.GreaterThan(left.Value, right.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane512<T> GreaterOrEqual(IntegerLane512<T> left, IntegerLane512<T> right)
    {
        return new(Vector512.GreaterThanOrEqual(left.Value, right.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane512<T> And(IntegerLane512<T> left, IntegerLane512<T> right) => new(left.Value & right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane512<T> Or(IntegerLane512<T> left, IntegerLane512<T> right) => new(left.Value | right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane512<T> Not(IntegerLane512<T> mask) => new(~mask.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane512<T> Select(IntegerLane512<T> mask, IntegerLane512<T> whenTrue, IntegerLane512<T> whenFalse)
    {
        return new(Vector512.ConditionalSelect(mask.Value, whenTrue.Value, whenFalse.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane512<T> operator &(IntegerLane512<T> left, IntegerLane512<T> right) => new(left.Value & right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane512<T> operator |(IntegerLane512<T> left, IntegerLane512<T> right) => new(left.Value | right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane512<T> operator ^(IntegerLane512<T> left, IntegerLane512<T> right) => new(left.Value ^ right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane512<T> ShiftLeft(IntegerLane512<T> value, IntegerLane512<T> count) => Map<IntegerMath.ShiftLeft>(value, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane512<T> ShiftRight(IntegerLane512<T> value, IntegerLane512<T> count) => Map<IntegerMath.ShiftRight>(value, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane512<T> FloorDivide(IntegerLane512<T> left, IntegerLane512<T> right) => Map<IntegerMath.FloorDivide>(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane512<T> FloorMod(IntegerLane512<T> left, IntegerLane512<T> right) => Map<IntegerMath.FloorMod>(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane512<T> Gcd(IntegerLane512<T> left, IntegerLane512<T> right) => Map<IntegerMath.Gcd>(left, right);

    private static IntegerLane512<T> Map<F>(IntegerLane512<T> left, IntegerLane512<T> right)
        where F : struct, IntegerMath.IFunction
    {
        Vector512<T> result = left.Value;
        for (int i = 0; i < Count; i++)
        {
            result = result.WithElement(i, F.Apply(left.Value.GetElement(i), right.Value.GetElement(i)));
        }

        return new(result);
    }
}
