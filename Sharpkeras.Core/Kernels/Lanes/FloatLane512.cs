using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sharpkeras.Kernels.Lanes;

/// <summary>16 float32 values; unaccelerated where the processor lacks 512-bit vectors.</summary>
internal readonly unsafe struct FloatLane512 : IFloatBits<FloatLane512>, IVectorLane<FloatLane512, float>
{
    public readonly Vector512<float> Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FloatLane512(Vector512<float> value)
    {
        Value = value;
    }

    public static int Count => Vector512<float>.Count;

    public static FloatLane512 Lowest => new(Vector512.Create(float.NegativeInfinity));

    public static FloatLane512 Highest => new(Vector512.Create(float.PositiveInfinity));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Of(double constant) => new(Vector512.Create((float)constant));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Of(Parameter parameter) => new(Vector512.Create(parameter.High));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Load(float* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(FloatLane512 value, float* target)
    {
        value.Value.Store(target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Stream(FloatLane512 value, float* target)
    {
        value.Value.StoreAlignedNonTemporal(target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Broadcast(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Element(FloatLane512 value, int index) => value.Value.GetElement(index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(FloatLane512 mask) => (uint)Vector512.ExtractMostSignificantBits(mask.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint PositiveBits(FloatLane512 value) => (uint)Vector512.ExtractMostSignificantBits(Vector512.GreaterThan(value.Value, Vector512<float>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Gate(FloatLane512 value, uint bits)
    {
        Vector512<uint> closed = Vector512.Equals(Vector512.Create(bits) & Vector512.Create(1u, 2u, 4u, 8u, 16u, 32u, 64u, 128u, 256u, 512u, 1024u, 2048u, 4096u, 8192u, 16384u, 32768u), Vector512<uint>.Zero);
        return new(Vector512.ConditionalSelect(closed, Vector512<uint>.Zero, value.Value.AsUInt32()).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 operator +(FloatLane512 left, FloatLane512 right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 operator -(FloatLane512 left, FloatLane512 right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 operator *(FloatLane512 left, FloatLane512 right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 operator /(FloatLane512 left, FloatLane512 right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 operator -(FloatLane512 value) => new(-value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Min(FloatLane512 left, FloatLane512 right)
    {
        // the native instruction gives the right operand when either is not a number
        Vector512<float> native = Vector512.MinNative(left.Value, right.Value);
        return new(Vector512.ConditionalSelect(Vector512.Equals(left.Value, left.Value), native, left.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Max(FloatLane512 left, FloatLane512 right)
    {
        Vector512<float> native = Vector512.MaxNative(left.Value, right.Value);
        return new(Vector512.ConditionalSelect(Vector512.Equals(left.Value, left.Value), native, left.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Abs(FloatLane512 value) => new(Vector512.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Equal(FloatLane512 left, FloatLane512 right) => new(Vector512.Equals(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Greater(FloatLane512 left, FloatLane512 right) => new(Vector512.GreaterThan(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 GreaterOrEqual(FloatLane512 left, FloatLane512 right)
    {
        return new(Vector512.GreaterThanOrEqual(left.Value, right.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 And(FloatLane512 left, FloatLane512 right) => new(left.Value & right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Or(FloatLane512 left, FloatLane512 right) => new(left.Value | right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Not(FloatLane512 mask) => new(~mask.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Select(FloatLane512 mask, FloatLane512 whenTrue, FloatLane512 whenFalse)
    {
        return new(Vector512.ConditionalSelect(mask.Value, whenTrue.Value, whenFalse.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Sqrt(FloatLane512 value) => new(Vector512.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 FusedMultiplyAdd(FloatLane512 a, FloatLane512 b, FloatLane512 c)
    {
        return new(Vector512.FusedMultiplyAdd(a.Value, b.Value, c.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Floor(FloatLane512 value) => new(Vector512.Floor(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Ceiling(FloatLane512 value) => new(Vector512.Ceiling(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Round(FloatLane512 value) => new(Vector512.Round(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 BitIncrement(FloatLane512 value)
    {
        Vector512<int> bits = value.Value.AsInt32();
        Vector512<float> next = (bits + (Vector512.ShiftRightArithmetic(bits, 31) | Vector512<int>.One)).AsSingle();
        Vector512<float> positive = Vector512.ConditionalSelect(Vector512.Equals(value.Value, Vector512<float>.Zero), Vector512.Create(float.Epsilon), next);
        return new(Vector512.ConditionalSelect(Vector512.LessThan(value.Value, Vector512.Create(float.PositiveInfinity)), positive, value.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Exp(FloatLane512 value) => FloatMath.Exp(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Expm1(FloatLane512 value) => FloatMath.Expm1(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Log(FloatLane512 value) => FloatMath.Log(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Log1p(FloatLane512 value) => FloatMath.Log1p(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Tanh(FloatLane512 value) => FloatMath.Tanh(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Erf(FloatLane512 value) => FloatMath.Erf(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Sin(FloatLane512 value) => FloatMath.Sin(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Cos(FloatLane512 value) => FloatMath.Cos(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Atan(FloatLane512 value) => FloatMath.Atan(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Pow(FloatLane512 value, FloatLane512 exponent) => FloatMath.Pow(value, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 PowerOfTwo(FloatLane512 exponent)
    {
        Vector512<int> bits = Vector512.ConvertToInt32(exponent.Value) + Vector512.Create(127);
        return new((bits << 23).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Scale(FloatLane512 value, FloatLane512 exponent)
    {
        if (Avx512F.IsSupported)
        {
            return new(Avx512F.Scale(value.Value, exponent.Value));
        }

        FloatLane512 half = FloatMath.Half(exponent);
        return value * PowerOfTwo(half) * PowerOfTwo(exponent - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Exponent(FloatLane512 value)
    {
        return new(Vector512.ConvertToSingle(ExponentBits(value) >> 23));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Mantissa(FloatLane512 value)
    {
        Vector512<int> exponent = ExponentBits(value) & Vector512.Create(unchecked((int)0xFF800000));
        return new((value.Value.AsInt32() - exponent).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 CopySign(FloatLane512 magnitude, FloatLane512 sign)
    {
        Vector512<float> mask = Vector512.Create(-0f);
        return new(Vector512.ConditionalSelect(mask, sign.Value, magnitude.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Head(FloatLane512 value)
    {
        return new((value.Value.AsInt32() & Vector512.Create(unchecked((int)0xFFFFF000))).AsSingle());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane512 Clamp(FloatLane512 value, FloatLane512 low, FloatLane512 high)
    {
        // the value last: the native instruction gives that operand when either is not a number
        return new(Vector512.MaxNative(low.Value, Vector512.MinNative(high.Value, value.Value)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> ExponentBits(FloatLane512 value)
    {
        return value.Value.AsInt32() - Vector512.Create(FloatMath.SqrtHalfBits);
    }
}
