using System.Runtime.CompilerServices;

namespace Sharpkeras.Kernels.Lanes;

/// <summary>
/// One float32 value: the lane of GPU threads. Only what the GPU compiler knows may be used here. Comparisons ask for not a number by
/// themselves: ILGPU 1.5.3 moves a constant from the left side to the right and then takes an ordered comparison for an unordered one.
/// </summary>
internal readonly unsafe struct FloatLane : IFloatBits<FloatLane>, IScalarLane<FloatLane>, IVectorLane<FloatLane, float>
{
    public readonly float Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FloatLane(float value)
    {
        Value = value;
    }

    public static int Count => 1;

    public static FloatLane Lowest => new(float.NegativeInfinity);

    public static FloatLane Highest => new(float.PositiveInfinity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Of(double constant) => new((float)constant);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Of(Parameter parameter) => new(parameter.High);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Load(float* source) => new(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(FloatLane value, float* target)
    {
        *target = value.Value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Broadcast(float value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Element(FloatLane value, int index) => value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(FloatLane mask) => mask.Value != 0f ? 1u : 0u;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint PositiveBits(FloatLane value) => value.Value > 0f ? 1u : 0u;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Gate(FloatLane value, uint bits) => (bits & 1) != 0 ? value : new(0f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane operator +(FloatLane left, FloatLane right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane operator -(FloatLane left, FloatLane right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane operator *(FloatLane left, FloatLane right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane operator /(FloatLane left, FloatLane right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane operator -(FloatLane value) => new(-value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Min(FloatLane left, FloatLane right)
    {
        float result = left.Value < right.Value ? left.Value : right.Value;
        result = float.IsNaN(right.Value) ? right.Value : result;
        return new(float.IsNaN(left.Value) ? left.Value : result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Max(FloatLane left, FloatLane right)
    {
        float result = left.Value > right.Value ? left.Value : right.Value;
        result = float.IsNaN(right.Value) ? right.Value : result;
        return new(float.IsNaN(left.Value) ? left.Value : result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Abs(FloatLane value) => new(MathF.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Equal(FloatLane left, FloatLane right) => new(left.Value == right.Value ? 1f : 0f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Greater(FloatLane left, FloatLane right)
    {
        float mask = left.Value > right.Value ? 1f : 0f;
        return new(float.IsNaN(right.Value) ? 0f : mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane GreaterOrEqual(FloatLane left, FloatLane right)
    {
        float mask = left.Value >= right.Value ? 1f : 0f;
        return new(float.IsNaN(right.Value) ? 0f : mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane And(FloatLane left, FloatLane right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Or(FloatLane left, FloatLane right) => new(left.Value + right.Value > 0f ? 1f : 0f);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Not(FloatLane mask) => new(1f - mask.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSet(FloatLane mask) => mask.Value != 0f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Select(FloatLane mask, FloatLane whenTrue, FloatLane whenFalse)
    {
        return mask.Value != 0f ? whenTrue : whenFalse;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Sqrt(FloatLane value) => new(MathF.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane FusedMultiplyAdd(FloatLane a, FloatLane b, FloatLane c)
    {
        return new(MathF.FusedMultiplyAdd(a.Value, b.Value, c.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Floor(FloatLane value) => new(MathF.Floor(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Ceiling(FloatLane value) => new(MathF.Ceiling(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Round(FloatLane value)
    {
        // adding 1.5·2^23 rounds at the units, ties to even; larger values are integers already
        float rounded = (MathF.Abs(value.Value) + 12582912f) - 12582912f;
        return MathF.Abs(value.Value) < 4194304f ? CopySign(new(rounded), value) : value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane BitIncrement(FloatLane value)
    {
        int bits = BitConverter.SingleToInt32Bits(value.Value);
        float next = BitConverter.Int32BitsToSingle(bits < 0 ? bits - 1 : bits + 1);
        float positive = value.Value == 0 ? float.Epsilon : next;
        return new(value.Value < float.PositiveInfinity ? positive : value.Value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Exp(FloatLane value) => FloatMath.Exp(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Expm1(FloatLane value) => FloatMath.Expm1(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Log(FloatLane value) => FloatMath.Log(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Log1p(FloatLane value) => FloatMath.Log1p(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Tanh(FloatLane value) => FloatMath.Tanh(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Erf(FloatLane value) => FloatMath.Erf(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Sin(FloatLane value) => FloatMath.Sin(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Cos(FloatLane value) => FloatMath.Cos(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Atan(FloatLane value) => FloatMath.Atan(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Pow(FloatLane value, FloatLane exponent) => FloatMath.Pow(value, exponent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane PowerOfTwo(FloatLane exponent)
    {
        return new(BitConverter.Int32BitsToSingle(((int)exponent.Value + 127) << 23));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Scale(FloatLane value, FloatLane exponent)
    {
        FloatLane half = FloatMath.Half(exponent);
        return value * PowerOfTwo(half) * PowerOfTwo(exponent - half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Exponent(FloatLane value)
    {
        return new(ExponentBits(value) >> 23);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Mantissa(FloatLane value)
    {
        int exponent = ExponentBits(value) & unchecked((int)0xFF800000);
        return new(BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(value.Value) - exponent));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane CopySign(FloatLane magnitude, FloatLane sign)
    {
        int magnitudeBits = BitConverter.SingleToInt32Bits(magnitude.Value) & 0x7FFFFFFF;
        int signBit = BitConverter.SingleToInt32Bits(sign.Value) & unchecked((int)0x80000000);
        return new(BitConverter.Int32BitsToSingle(magnitudeBits | signBit));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Head(FloatLane value)
    {
        int bits = BitConverter.SingleToInt32Bits(value.Value) & unchecked((int)0xFFFFF000);
        return new(BitConverter.Int32BitsToSingle(bits));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Clamp(FloatLane value, FloatLane low, FloatLane high)
    {
        float limited = value.Value > high.Value ? high.Value : value.Value;
        return new(limited < low.Value ? low.Value : limited);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ExponentBits(FloatLane value)
    {
        return BitConverter.SingleToInt32Bits(value.Value) - FloatMath.SqrtHalfBits;
    }
}
