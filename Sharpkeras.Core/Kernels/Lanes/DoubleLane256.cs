using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sharpkeras.Kernels.Lanes;

/// <summary>4 float64 values. Only gradient checks and exact work use them: the functions go through the elements.</summary>
internal readonly unsafe struct DoubleLane256 : ILane<DoubleLane256>, IVectorLane<DoubleLane256, double>
{
    public readonly Vector256<double> Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DoubleLane256(Vector256<double> value)
    {
        Value = value;
    }

    public static int Count => Vector256<double>.Count;

    public static DoubleLane256 Lowest => new(Vector256.Create(double.NegativeInfinity));

    public static DoubleLane256 Highest => new(Vector256.Create(double.PositiveInfinity));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 Of(double constant) => new(Vector256.Create(constant));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 Of(Parameter parameter) => new(Vector256.Create(parameter.ToDouble()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 Load(double* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(DoubleLane256 value, double* target)
    {
        value.Value.Store(target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Stream(DoubleLane256 value, double* target)
    {
        value.Value.StoreAlignedNonTemporal(target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 Broadcast(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Element(DoubleLane256 value, int index) => value.Value.GetElement(index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(DoubleLane256 mask) => Vector256.ExtractMostSignificantBits(mask.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint PositiveBits(DoubleLane256 value) => Vector256.ExtractMostSignificantBits(Vector256.GreaterThan(value.Value, Vector256<double>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 Gate(DoubleLane256 value, uint bits)
    {
        Vector256<ulong> closed = Vector256.Equals(Vector256.Create((ulong)bits) & Vector256.Create(1ul, 2ul, 4ul, 8ul), Vector256<ulong>.Zero);
        return new(Vector256.ConditionalSelect(closed, Vector256<ulong>.Zero, value.Value.AsUInt64()).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 operator +(DoubleLane256 left, DoubleLane256 right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 operator -(DoubleLane256 left, DoubleLane256 right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 operator *(DoubleLane256 left, DoubleLane256 right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 operator /(DoubleLane256 left, DoubleLane256 right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 operator -(DoubleLane256 value) => new(-value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 Min(DoubleLane256 left, DoubleLane256 right)
    {
        // the native instruction gives the right operand when either is not a number
        Vector256<double> native = Vector256.MinNative(left.Value, right.Value);
        return new(Vector256.ConditionalSelect(Vector256.Equals(left.Value, left.Value), native, left.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 Max(DoubleLane256 left, DoubleLane256 right)
    {
        Vector256<double> native = Vector256.MaxNative(left.Value, right.Value);
        return new(Vector256.ConditionalSelect(Vector256.Equals(left.Value, left.Value), native, left.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 Abs(DoubleLane256 value) => new(Vector256.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 Equal(DoubleLane256 left, DoubleLane256 right) => new(Vector256.Equals(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 Greater(DoubleLane256 left, DoubleLane256 right) => new(Vector256.GreaterThan(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 GreaterOrEqual(DoubleLane256 left, DoubleLane256 right)
    {
        return new(Vector256.GreaterThanOrEqual(left.Value, right.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 And(DoubleLane256 left, DoubleLane256 right) => new(left.Value & right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 Or(DoubleLane256 left, DoubleLane256 right) => new(left.Value | right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 Not(DoubleLane256 mask) => new(~mask.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 Select(DoubleLane256 mask, DoubleLane256 whenTrue, DoubleLane256 whenFalse)
    {
        return new(Vector256.ConditionalSelect(mask.Value, whenTrue.Value, whenFalse.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 Sqrt(DoubleLane256 value) => new(Vector256.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 FusedMultiplyAdd(DoubleLane256 a, DoubleLane256 b, DoubleLane256 c)
    {
        return new(Vector256.FusedMultiplyAdd(a.Value, b.Value, c.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 Floor(DoubleLane256 value) => new(Vector256.Floor(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 Ceiling(DoubleLane256 value) => new(Vector256.Ceiling(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 Round(DoubleLane256 value) => new(Vector256.Round(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 BitIncrement(DoubleLane256 value)
    {
        Vector256<long> bits = value.Value.AsInt64();
        Vector256<double> next = (bits + (Vector256.ShiftRightArithmetic(bits, 63) | Vector256<long>.One)).AsDouble();
        Vector256<double> positive = Vector256.ConditionalSelect(Vector256.Equals(value.Value, Vector256<double>.Zero), Vector256.Create(double.Epsilon), next);
        return new(Vector256.ConditionalSelect(Vector256.LessThan(value.Value, Vector256.Create(double.PositiveInfinity)), positive, value.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 Exp(DoubleLane256 value) => Map<DoubleMath.Exp>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 Expm1(DoubleLane256 value) => Map<DoubleMath.Expm1>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 Log(DoubleLane256 value) => Map<DoubleMath.Log>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 Log1p(DoubleLane256 value) => Map<DoubleMath.Log1p>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 Tanh(DoubleLane256 value) => Map<DoubleMath.Tanh>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 Erf(DoubleLane256 value) => Map<DoubleMath.Erf>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 Sin(DoubleLane256 value) => Map<DoubleMath.Sin>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 Cos(DoubleLane256 value) => Map<DoubleMath.Cos>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 Atan(DoubleLane256 value) => Map<DoubleMath.Atan>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane256 Pow(DoubleLane256 value, DoubleLane256 exponent)
    {
        Vector256<double> result = value.Value;
        for (int i = 0; i < Count; i++)
        {
            result = result.WithElement(i, Math.Pow(value.Value.GetElement(i), exponent.Value.GetElement(i)));
        }

        return new(result);
    }

    private static DoubleLane256 Map<F>(DoubleLane256 value)
        where F : struct, DoubleMath.IFunction
    {
        Vector256<double> result = value.Value;
        for (int i = 0; i < Count; i++)
        {
            result = result.WithElement(i, F.Apply(value.Value.GetElement(i)));
        }

        return new(result);
    }
}
