using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Sharpkeras.Kernels.Lanes;

/// <summary>8 float64 values. Only gradient checks and exact work use them: the functions go through the elements.</summary>
internal readonly unsafe struct DoubleLane512 : ILane<DoubleLane512>, IVectorLane<DoubleLane512, double>
{
    public readonly Vector512<double> Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DoubleLane512(Vector512<double> value)
    {
        Value = value;
    }

    public static int Count => Vector512<double>.Count;

    public static DoubleLane512 Lowest => new(Vector512.Create(double.NegativeInfinity));

    public static DoubleLane512 Highest => new(Vector512.Create(double.PositiveInfinity));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Of(double constant) => new(Vector512.Create(constant));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Of(Parameter parameter) => new(Vector512.Create(parameter.ToDouble()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Load(double* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(DoubleLane512 value, double* target)
    {
        value.Value.Store(target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Stream(DoubleLane512 value, double* target)
    {
        value.Value.StoreAlignedNonTemporal(target);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Broadcast(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Element(DoubleLane512 value, int index) => value.Value.GetElement(index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(DoubleLane512 mask) => (uint)Vector512.ExtractMostSignificantBits(mask.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint PositiveBits(DoubleLane512 value) => (uint)Vector512.ExtractMostSignificantBits(Vector512.GreaterThan(value.Value, Vector512<double>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Gate(DoubleLane512 value, uint bits)
    {
        Vector512<ulong> closed = Vector512.Equals(Vector512.Create((ulong)bits) & Vector512.Create(1ul, 2ul, 4ul, 8ul, 16ul, 32ul, 64ul, 128ul), Vector512<ulong>.Zero);
        return new(Vector512.ConditionalSelect(closed, Vector512<ulong>.Zero, value.Value.AsUInt64()).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 operator +(DoubleLane512 left, DoubleLane512 right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 operator -(DoubleLane512 left, DoubleLane512 right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 operator *(DoubleLane512 left, DoubleLane512 right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 operator /(DoubleLane512 left, DoubleLane512 right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 operator -(DoubleLane512 value) => new(-value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Min(DoubleLane512 left, DoubleLane512 right)
    {
        // the native instruction gives the right operand when either is not a number
        Vector512<double> native = Vector512.MinNative(left.Value, right.Value);
        return new(Vector512.ConditionalSelect(Vector512.Equals(left.Value, left.Value), native, left.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Max(DoubleLane512 left, DoubleLane512 right)
    {
        Vector512<double> native = Vector512.MaxNative(left.Value, right.Value);
        return new(Vector512.ConditionalSelect(Vector512.Equals(left.Value, left.Value), native, left.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Abs(DoubleLane512 value) => new(Vector512.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Equal(DoubleLane512 left, DoubleLane512 right) => new(Vector512.Equals(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Greater(DoubleLane512 left, DoubleLane512 right) => new(Vector512.GreaterThan(left.Value, right.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 GreaterOrEqual(DoubleLane512 left, DoubleLane512 right)
    {
        return new(Vector512.GreaterThanOrEqual(left.Value, right.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 And(DoubleLane512 left, DoubleLane512 right) => new(left.Value & right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Or(DoubleLane512 left, DoubleLane512 right) => new(left.Value | right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Not(DoubleLane512 mask) => new(~mask.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Select(DoubleLane512 mask, DoubleLane512 whenTrue, DoubleLane512 whenFalse)
    {
        return new(Vector512.ConditionalSelect(mask.Value, whenTrue.Value, whenFalse.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Sqrt(DoubleLane512 value) => new(Vector512.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 FusedMultiplyAdd(DoubleLane512 a, DoubleLane512 b, DoubleLane512 c)
    {
        return new(Vector512.FusedMultiplyAdd(a.Value, b.Value, c.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Floor(DoubleLane512 value) => new(Vector512.Floor(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Ceiling(DoubleLane512 value) => new(Vector512.Ceiling(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Round(DoubleLane512 value) => new(Vector512.Round(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 BitIncrement(DoubleLane512 value)
    {
        Vector512<long> bits = value.Value.AsInt64();
        Vector512<double> next = (bits + (Vector512.ShiftRightArithmetic(bits, 63) | Vector512<long>.One)).AsDouble();
        Vector512<double> positive = Vector512.ConditionalSelect(Vector512.Equals(value.Value, Vector512<double>.Zero), Vector512.Create(double.Epsilon), next);
        return new(Vector512.ConditionalSelect(Vector512.LessThan(value.Value, Vector512.Create(double.PositiveInfinity)), positive, value.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Exp(DoubleLane512 value) => Map<DoubleMath.Exp>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Expm1(DoubleLane512 value) => Map<DoubleMath.Expm1>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Log(DoubleLane512 value) => Map<DoubleMath.Log>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Log1p(DoubleLane512 value) => Map<DoubleMath.Log1p>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Tanh(DoubleLane512 value) => Map<DoubleMath.Tanh>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Erf(DoubleLane512 value) => Map<DoubleMath.Erf>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Sin(DoubleLane512 value) => Map<DoubleMath.Sin>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Cos(DoubleLane512 value) => Map<DoubleMath.Cos>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Atan(DoubleLane512 value) => Map<DoubleMath.Atan>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane512 Pow(DoubleLane512 value, DoubleLane512 exponent)
    {
        Vector512<double> result = value.Value;
        for (int i = 0; i < Count; i++)
        {
            result = result.WithElement(i, Math.Pow(value.Value.GetElement(i), exponent.Value.GetElement(i)));
        }

        return new(result);
    }

    private static DoubleLane512 Map<F>(DoubleLane512 value)
        where F : struct, DoubleMath.IFunction
    {
        Vector512<double> result = value.Value;
        for (int i = 0; i < Count; i++)
        {
            result = result.WithElement(i, F.Apply(value.Value.GetElement(i)));
        }

        return new(result);
    }
}
