using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sharpkeras.Kernels.Lanes;

/// <summary>2 float64 values. Only gradient checks and exact work use them: the functions go through the elements.</summary>
internal readonly unsafe struct DoubleLane128 : ILane<DoubleLane128>, IVectorLane<DoubleLane128, double>
{
    public readonly Vector128<double> Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DoubleLane128(Vector128<double> value)
    {
        Value = value;
    }

    public static int Count => Vector128<double>.Count;

    public static DoubleLane128 Lowest => new(Vector128.Create(double.NegativeInfinity));

    public static DoubleLane128 Highest => new(Vector128.Create(double.PositiveInfinity));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 Of(double constant) => new(Vector128.Create(constant));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 Of(Parameter parameter) => new(Vector128.Create(parameter.ToDouble()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 Load(double* source) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(DoubleLane128 value, double* target)
    {
        value.Value.Store(target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Stream(DoubleLane128 value, double* target)
    {
        value.Value.StoreAlignedNonTemporal(target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 Broadcast(double value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Element(DoubleLane128 value, int index) => value.Value.GetElement(index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(DoubleLane128 mask) => Vector128.ExtractMostSignificantBits(mask.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint PositiveBits(DoubleLane128 value) => Vector128.ExtractMostSignificantBits(Vector128.GreaterThan(value.Value, Vector128<double>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 Gate(DoubleLane128 value, uint bits)
    {
        Vector128<ulong> closed = Vector128.Equals(Vector128.Create((ulong)bits) & Vector128.Create(1ul, 2ul), Vector128<ulong>.Zero);
        return new(Vector128.ConditionalSelect(closed, Vector128<ulong>.Zero, value.Value.AsUInt64()).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 operator +(DoubleLane128 left, DoubleLane128 right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 operator -(DoubleLane128 left, DoubleLane128 right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 operator *(DoubleLane128 left, DoubleLane128 right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 operator /(DoubleLane128 left, DoubleLane128 right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 operator -(DoubleLane128 value) => new(-value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 Min(DoubleLane128 left, DoubleLane128 right)
    {
        // the native instruction gives the right operand when either is not a number
        Vector128<double> native = Vector128.MinNative(left.Value, right.Value);
        return new(Vector128.ConditionalSelect(Vector128.Equals(left.Value, left.Value), native, left.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 Max(DoubleLane128 left, DoubleLane128 right)
    {
        Vector128<double> native = Vector128.MaxNative(left.Value, right.Value);
        return new(Vector128.ConditionalSelect(Vector128.Equals(left.Value, left.Value), native, left.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 Abs(DoubleLane128 value) => new(Vector128.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 Equal(DoubleLane128 left, DoubleLane128 right) => new(Vector128.Equals(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 Greater(DoubleLane128 left, DoubleLane128 right) => new(Vector128.GreaterThan(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 GreaterOrEqual(DoubleLane128 left, DoubleLane128 right)
    {
        return new(Vector128.GreaterThanOrEqual(left.Value, right.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 And(DoubleLane128 left, DoubleLane128 right) => new(left.Value & right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 Or(DoubleLane128 left, DoubleLane128 right) => new(left.Value | right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 Not(DoubleLane128 mask) => new(~mask.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 Select(DoubleLane128 mask, DoubleLane128 whenTrue, DoubleLane128 whenFalse)
    {
        return new(Vector128.ConditionalSelect(mask.Value, whenTrue.Value, whenFalse.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 Sqrt(DoubleLane128 value) => new(Vector128.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 FusedMultiplyAdd(DoubleLane128 a, DoubleLane128 b, DoubleLane128 c)
    {
        return new(Vector128.FusedMultiplyAdd(a.Value, b.Value, c.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 Floor(DoubleLane128 value) => new(Vector128.Floor(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 Ceiling(DoubleLane128 value) => new(Vector128.Ceiling(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 Round(DoubleLane128 value) => new(Vector128.Round(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 BitIncrement(DoubleLane128 value)
    {
        Vector128<long> bits = value.Value.AsInt64();
        Vector128<double> next = (bits + (Vector128.ShiftRightArithmetic(bits, 63) | Vector128<long>.One)).AsDouble();
        Vector128<double> positive = Vector128.ConditionalSelect(Vector128.Equals(value.Value, Vector128<double>.Zero), Vector128.Create(double.Epsilon), next);
        return new(Vector128.ConditionalSelect(Vector128.LessThan(value.Value, Vector128.Create(double.PositiveInfinity)), positive, value.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 Exp(DoubleLane128 value) => Map<DoubleMath.Exp>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 Expm1(DoubleLane128 value) => Map<DoubleMath.Expm1>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 Log(DoubleLane128 value) => Map<DoubleMath.Log>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 Log1p(DoubleLane128 value) => Map<DoubleMath.Log1p>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 Tanh(DoubleLane128 value) => Map<DoubleMath.Tanh>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 Erf(DoubleLane128 value) => Map<DoubleMath.Erf>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 Sin(DoubleLane128 value) => Map<DoubleMath.Sin>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 Cos(DoubleLane128 value) => Map<DoubleMath.Cos>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 Atan(DoubleLane128 value) => Map<DoubleMath.Atan>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane128 Pow(DoubleLane128 value, DoubleLane128 exponent)
    {
        Vector128<double> result = value.Value;
        for (int i = 0; i < Count; i++)
        {
            result = result.WithElement(i, Math.Pow(value.Value.GetElement(i), exponent.Value.GetElement(i)));
        }

        return new(result);
    }

    private static DoubleLane128 Map<F>(DoubleLane128 value)
        where F : struct, DoubleMath.IFunction
    {
        Vector128<double> result = value.Value;
        for (int i = 0; i < Count; i++)
        {
            result = result.WithElement(i, F.Apply(value.Value.GetElement(i)));
        }

        return new(result);
    }
}
