using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sharpkeras.Kernels.Lanes;

/// <summary>4 float32 values; unaccelerated where the processor lacks 128-bit vectors.</summary>
internal readonly unsafe struct FloatLane128 : IFloatBits<FloatLane128>, IVectorLane<FloatLane128, float>
{
    public readonly Vector128<float> Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FloatLane128(Vector128<float> value)
    {
        Value = value;
    }

    public static int Count => Vector128<float>.Count;

    public static FloatLane128 Lowest => new(Vector128.Create(float.NegativeInfinity));

    public static FloatLane128 Highest => new(Vector128.Create(float.PositiveInfinity));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Of(double constant) => new(Vector128.Create((float)constant));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Of(Parameter parameter) => new(Vector128.Create(parameter.High));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Load(float* source) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(FloatLane128 value, float* target)
    {
        value.Value.Store(target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Stream(FloatLane128 value, float* target)
    {
        value.Value.StoreAlignedNonTemporal(target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Broadcast(float value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Element(FloatLane128 value, int index) => value.Value.GetElement(index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(FloatLane128 mask) => Vector128.ExtractMostSignificantBits(mask.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint PositiveBits(FloatLane128 value) => Vector128.ExtractMostSignificantBits(Vector128.GreaterThan(value.Value, Vector128<float>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Gate(FloatLane128 value, uint bits)
    {
        Vector128<uint> closed = Vector128.Equals(Vector128.Create(bits) & Vector128.Create(1u, 2u, 4u, 8u), Vector128<uint>.Zero);
        return new(Vector128.ConditionalSelect(closed, Vector128<uint>.Zero, value.Value.AsUInt32()).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 operator +(FloatLane128 left, FloatLane128 right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 operator -(FloatLane128 left, FloatLane128 right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 operator *(FloatLane128 left, FloatLane128 right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 operator /(FloatLane128 left, FloatLane128 right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 operator -(FloatLane128 value) => new(-value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Min(FloatLane128 left, FloatLane128 right)
    {
        // the native instruction gives the right operand when either is not a number
        Vector128<float> native = Vector128.MinNative(left.Value, right.Value);
        return new(Vector128.ConditionalSelect(Vector128.Equals(left.Value, left.Value), native, left.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Max(FloatLane128 left, FloatLane128 right)
    {
        Vector128<float> native = Vector128.MaxNative(left.Value, right.Value);
        return new(Vector128.ConditionalSelect(Vector128.Equals(left.Value, left.Value), native, left.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Abs(FloatLane128 value) => new(Vector128.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Equal(FloatLane128 left, FloatLane128 right) => new(Vector128.Equals(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Greater(FloatLane128 left, FloatLane128 right) => new(Vector128.GreaterThan(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 GreaterOrEqual(FloatLane128 left, FloatLane128 right)
    {
        return new(Vector128.GreaterThanOrEqual(left.Value, right.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 And(FloatLane128 left, FloatLane128 right) => new(left.Value & right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Or(FloatLane128 left, FloatLane128 right) => new(left.Value | right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Not(FloatLane128 mask) => new(~mask.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Select(FloatLane128 mask, FloatLane128 whenTrue, FloatLane128 whenFalse)
    {
        return new(Vector128.ConditionalSelect(mask.Value, whenTrue.Value, whenFalse.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Sqrt(FloatLane128 value) => new(Vector128.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 FusedMultiplyAdd(FloatLane128 a, FloatLane128 b, FloatLane128 c)
    {
        return new(Vector128.FusedMultiplyAdd(a.Value, b.Value, c.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Floor(FloatLane128 value) => new(Vector128.Floor(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Ceiling(FloatLane128 value) => new(Vector128.Ceiling(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Round(FloatLane128 value) => new(Vector128.Round(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 BitIncrement(FloatLane128 value)
    {
        Vector128<int> bits = value.Value.AsInt32();
        Vector128<float> next = (bits + (Vector128.ShiftRightArithmetic(bits, 31) | Vector128<int>.One)).AsSingle();
        Vector128<float> positive = Vector128.ConditionalSelect(Vector128.Equals(value.Value, Vector128<float>.Zero), Vector128.Create(float.Epsilon), next);
        return new(Vector128.ConditionalSelect(Vector128.LessThan(value.Value, Vector128.Create(float.PositiveInfinity)), positive, value.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Exp(FloatLane128 value) => FloatMath.Exp(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Expm1(FloatLane128 value) => FloatMath.Expm1(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Log(FloatLane128 value) => FloatMath.Log(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Log1p(FloatLane128 value) => FloatMath.Log1p(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Tanh(FloatLane128 value) => FloatMath.Tanh(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Erf(FloatLane128 value) => FloatMath.Erf(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Sin(FloatLane128 value) => FloatMath.Sin(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Cos(FloatLane128 value) => FloatMath.Cos(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Atan(FloatLane128 value) => FloatMath.Atan(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Pow(FloatLane128 value, FloatLane128 exponent) => FloatMath.Pow(value, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 PowerOfTwo(FloatLane128 exponent)
    {
        Vector128<int> bits = Vector128.ConvertToInt32(exponent.Value) + Vector128.Create(127);
        return new((bits << 23).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Scale(FloatLane128 value, FloatLane128 exponent)
    {
        if (Avx512F.VL.IsSupported)
        {
            return new(Avx512F.VL.Scale(value.Value, exponent.Value));
        }

        FloatLane128 half = FloatMath.Half(exponent);
        return value * PowerOfTwo(half) * PowerOfTwo(exponent - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Exponent(FloatLane128 value)
    {
        return new(Vector128.ConvertToSingle(ExponentBits(value) >> 23));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Mantissa(FloatLane128 value)
    {
        Vector128<int> exponent = ExponentBits(value) & Vector128.Create(unchecked((int)0xFF800000));
        return new((value.Value.AsInt32() - exponent).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 CopySign(FloatLane128 magnitude, FloatLane128 sign)
    {
        Vector128<float> mask = Vector128.Create(-0f);
        return new(Vector128.ConditionalSelect(mask, sign.Value, magnitude.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Head(FloatLane128 value)
    {
        return new((value.Value.AsInt32() & Vector128.Create(unchecked((int)0xFFFFF000))).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane128 Clamp(FloatLane128 value, FloatLane128 low, FloatLane128 high)
    {
        // the value last: the native instruction gives that operand when either is not a number
        return new(Vector128.MaxNative(low.Value, Vector128.MinNative(high.Value, value.Value)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> ExponentBits(FloatLane128 value)
    {
        return value.Value.AsInt32() - Vector128.Create(FloatMath.SqrtHalfBits);
    }
}
