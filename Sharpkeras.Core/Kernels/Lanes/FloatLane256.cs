using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sharpkeras.Kernels.Lanes;

/// <summary>8 float32 values; unaccelerated where the processor lacks 256-bit vectors.</summary>
internal readonly unsafe struct FloatLane256 : IFloatBits<FloatLane256>, IVectorLane<FloatLane256, float>
{
    public readonly Vector256<float> Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FloatLane256(Vector256<float> value)
    {
        Value = value;
    }

    public static int Count => Vector256<float>.Count;

    public static FloatLane256 Lowest => new(Vector256.Create(float.NegativeInfinity));

    public static FloatLane256 Highest => new(Vector256.Create(float.PositiveInfinity));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Of(double constant) => new(Vector256.Create((float)constant));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Of(Parameter parameter) => new(Vector256.Create(parameter.High));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Load(float* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(FloatLane256 value, float* target)
    {
        value.Value.Store(target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Stream(FloatLane256 value, float* target)
    {
        value.Value.StoreAlignedNonTemporal(target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Broadcast(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Element(FloatLane256 value, int index) => value.Value.GetElement(index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(FloatLane256 mask) => Vector256.ExtractMostSignificantBits(mask.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint PositiveBits(FloatLane256 value) => Vector256.ExtractMostSignificantBits(Vector256.GreaterThan(value.Value, Vector256<float>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Gate(FloatLane256 value, uint bits)
    {
        Vector256<uint> closed = Vector256.Equals(Vector256.Create(bits) & Vector256.Create(1u, 2u, 4u, 8u, 16u, 32u, 64u, 128u), Vector256<uint>.Zero);
        return new(Vector256.ConditionalSelect(closed, Vector256<uint>.Zero, value.Value.AsUInt32()).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 operator +(FloatLane256 left, FloatLane256 right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 operator -(FloatLane256 left, FloatLane256 right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 operator *(FloatLane256 left, FloatLane256 right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 operator /(FloatLane256 left, FloatLane256 right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 operator -(FloatLane256 value) => new(-value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Min(FloatLane256 left, FloatLane256 right)
    {
        // the native instruction gives the right operand when either is not a number
        Vector256<float> native = Vector256.MinNative(left.Value, right.Value);
        return new(Vector256.ConditionalSelect(Vector256.Equals(left.Value, left.Value), native, left.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Max(FloatLane256 left, FloatLane256 right)
    {
        Vector256<float> native = Vector256.MaxNative(left.Value, right.Value);
        return new(Vector256.ConditionalSelect(Vector256.Equals(left.Value, left.Value), native, left.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Abs(FloatLane256 value) => new(Vector256.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Equal(FloatLane256 left, FloatLane256 right) => new(Vector256.Equals(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Greater(FloatLane256 left, FloatLane256 right) => new(Vector256.GreaterThan(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 GreaterOrEqual(FloatLane256 left, FloatLane256 right)
    {
        return new(Vector256.GreaterThanOrEqual(left.Value, right.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 And(FloatLane256 left, FloatLane256 right) => new(left.Value & right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Or(FloatLane256 left, FloatLane256 right) => new(left.Value | right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Not(FloatLane256 mask) => new(~mask.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Select(FloatLane256 mask, FloatLane256 whenTrue, FloatLane256 whenFalse)
    {
        return new(Vector256.ConditionalSelect(mask.Value, whenTrue.Value, whenFalse.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Sqrt(FloatLane256 value) => new(Vector256.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 FusedMultiplyAdd(FloatLane256 a, FloatLane256 b, FloatLane256 c)
    {
        return new(Vector256.FusedMultiplyAdd(a.Value, b.Value, c.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Floor(FloatLane256 value) => new(Vector256.Floor(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Ceiling(FloatLane256 value) => new(Vector256.Ceiling(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Round(FloatLane256 value) => new(Vector256.Round(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 BitIncrement(FloatLane256 value)
    {
        Vector256<int> bits = value.Value.AsInt32();
        Vector256<float> next = (bits + (Vector256.ShiftRightArithmetic(bits, 31) | Vector256<int>.One)).AsSingle();
        Vector256<float> positive = Vector256.ConditionalSelect(Vector256.Equals(value.Value, Vector256<float>.Zero), Vector256.Create(float.Epsilon), next);
        return new(Vector256.ConditionalSelect(Vector256.LessThan(value.Value, Vector256.Create(float.PositiveInfinity)), positive, value.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Exp(FloatLane256 value) => FloatMath.Exp(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Expm1(FloatLane256 value) => FloatMath.Expm1(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Log(FloatLane256 value) => FloatMath.Log(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Log1p(FloatLane256 value) => FloatMath.Log1p(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Tanh(FloatLane256 value) => FloatMath.Tanh(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Erf(FloatLane256 value) => FloatMath.Erf(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Sin(FloatLane256 value) => FloatMath.Sin(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Cos(FloatLane256 value) => FloatMath.Cos(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Atan(FloatLane256 value) => FloatMath.Atan(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Pow(FloatLane256 value, FloatLane256 exponent) => FloatMath.Pow(value, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 PowerOfTwo(FloatLane256 exponent)
    {
        Vector256<int> bits = Vector256.ConvertToInt32(exponent.Value) + Vector256.Create(127);
        return new((bits << 23).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Scale(FloatLane256 value, FloatLane256 exponent)
    {
        if (Avx512F.VL.IsSupported)
        {
            return new(Avx512F.VL.Scale(value.Value, exponent.Value));
        }

        FloatLane256 half = FloatMath.Half(exponent);
        return value * PowerOfTwo(half) * PowerOfTwo(exponent - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Exponent(FloatLane256 value)
    {
        return new(Vector256.ConvertToSingle(ExponentBits(value) >> 23));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Mantissa(FloatLane256 value)
    {
        Vector256<int> exponent = ExponentBits(value) & Vector256.Create(unchecked((int)0xFF800000));
        return new((value.Value.AsInt32() - exponent).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 CopySign(FloatLane256 magnitude, FloatLane256 sign)
    {
        Vector256<float> mask = Vector256.Create(-0f);
        return new(Vector256.ConditionalSelect(mask, sign.Value, magnitude.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Head(FloatLane256 value)
    {
        return new((value.Value.AsInt32() & Vector256.Create(unchecked((int)0xFFFFF000))).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane256 Clamp(FloatLane256 value, FloatLane256 low, FloatLane256 high)
    {
        // the value last: the native instruction gives that operand when either is not a number
        return new(Vector256.MaxNative(low.Value, Vector256.MinNative(high.Value, value.Value)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> ExponentBits(FloatLane256 value)
    {
        return value.Value.AsInt32() - Vector256.Create(FloatMath.SqrtHalfBits);
    }
}
