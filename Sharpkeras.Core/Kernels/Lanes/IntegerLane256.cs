using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sharpkeras.Kernels.Lanes;

/// <summary>256 bits of integers.</summary>
internal readonly unsafe struct IntegerLane256<T> : IIntegerLane<IntegerLane256<T>>, IVectorLane<IntegerLane256<T>, T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    public readonly Vector256<T> Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public IntegerLane256(Vector256<T> value)
    {
        Value = value;
    }

    public static int Count => Vector256<T>.Count;

    public static IntegerLane256<T> Lowest => new(Vector256.Create(T.MinValue));

    public static IntegerLane256<T> Highest => new(Vector256.Create(T.MaxValue));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane256<T> Of(double constant) => new(Vector256.Create(T.CreateSaturating(constant)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane256<T> Of(Parameter parameter) => new(Vector256.Create(T.CreateSaturating(parameter.ToDouble())));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane256<T> Load(T* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(IntegerLane256<T> value, T* target)
    {
        value.Value.Store(target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane256<T> Broadcast(T value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Element(IntegerLane256<T> value, int index) => value.Value.GetElement(index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane256<T> operator +(IntegerLane256<T> left, IntegerLane256<T> right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane256<T> operator -(IntegerLane256<T> left, IntegerLane256<T> right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane256<T> operator *(IntegerLane256<T> left, IntegerLane256<T> right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane256<T> operator -(IntegerLane256<T> value) => new(-value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane256<T> Min(IntegerLane256<T> left, IntegerLane256<T> right) => new(Vector256.Min(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane256<T> Max(IntegerLane256<T> left, IntegerLane256<T> right) => new(Vector256.Max(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane256<T> Abs(IntegerLane256<T> value) => new(Vector256.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane256<T> Equal(IntegerLane256<T> left, IntegerLane256<T> right)
    {
        return new(Vector256.Equals(left.Value, right.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane256<T> Greater(IntegerLane256<T> left, IntegerLane256<T> right)
    {
        return new(Vector256.GreaterThan(left.Value, right.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane256<T> GreaterOrEqual(IntegerLane256<T> left, IntegerLane256<T> right)
    {
        return new(Vector256.GreaterThanOrEqual(left.Value, right.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane256<T> And(IntegerLane256<T> left, IntegerLane256<T> right) => new(left.Value & right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane256<T> Or(IntegerLane256<T> left, IntegerLane256<T> right) => new(left.Value | right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane256<T> Not(IntegerLane256<T> mask) => new(~mask.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane256<T> Select(IntegerLane256<T> mask, IntegerLane256<T> whenTrue, IntegerLane256<T> whenFalse)
    {
        return new(Vector256.ConditionalSelect(mask.Value, whenTrue.Value, whenFalse.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane256<T> operator &(IntegerLane256<T> left, IntegerLane256<T> right) => new(left.Value & right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane256<T> operator |(IntegerLane256<T> left, IntegerLane256<T> right) => new(left.Value | right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane256<T> operator ^(IntegerLane256<T> left, IntegerLane256<T> right) => new(left.Value ^ right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane256<T> ShiftLeft(IntegerLane256<T> value, IntegerLane256<T> count) => Map<IntegerMath.ShiftLeft>(value, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane256<T> ShiftRight(IntegerLane256<T> value, IntegerLane256<T> count) => Map<IntegerMath.ShiftRight>(value, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane256<T> FloorDivide(IntegerLane256<T> left, IntegerLane256<T> right) => Map<IntegerMath.FloorDivide>(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane256<T> FloorMod(IntegerLane256<T> left, IntegerLane256<T> right) => Map<IntegerMath.FloorMod>(left, right);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static IntegerLane256<T> Gcd(IntegerLane256<T> left, IntegerLane256<T> right) => Map<IntegerMath.Gcd>(left, right);

    private static IntegerLane256<T> Map<F>(IntegerLane256<T> left, IntegerLane256<T> right)
        where F : struct, IntegerMath.IFunction
    {
        Vector256<T> result = left.Value;
        for (int i = 0; i < Count; i++)
        {
            result = result.WithElement(i, F.Apply(left.Value.GetElement(i), right.Value.GetElement(i)));
        }

        return new(result);
    }
}
