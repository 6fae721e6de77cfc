using System.Runtime.CompilerServices;

namespace Sharpkeras.Kernels.Lanes;

/// <summary>One float64 value: the lane of GPU threads. Only what the GPU compiler knows may be used here.</summary>
internal readonly unsafe struct DoubleLane : ILane<DoubleLane>, IScalarLane<DoubleLane>, IVectorLane<DoubleLane, double>
{
    public readonly double Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public DoubleLane(double value)
    {
        Value = value;
    }

    public static int Count => 1;

    public static DoubleLane Lowest => new(double.NegativeInfinity);

    public static DoubleLane Highest => new(double.PositiveInfinity);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Of(double constant) => new(constant);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Of(Parameter parameter) => new(parameter.ToDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Load(double* source) => new(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(DoubleLane value, double* target)
    {
        *target = value.Value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Broadcast(double value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Element(DoubleLane value, int index) => value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(DoubleLane mask) => mask.Value != 0.0 ? 1u : 0u;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint PositiveBits(DoubleLane value) => value.Value > 0.0 ? 1u : 0u;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Gate(DoubleLane value, uint bits) => (bits & 1) != 0 ? value : new(0.0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane operator +(DoubleLane left, DoubleLane right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane operator -(DoubleLane left, DoubleLane right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane operator *(DoubleLane left, DoubleLane right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane operator /(DoubleLane left, DoubleLane right) => new(left.Value / right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane operator -(DoubleLane value) => new(-value.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Min(DoubleLane left, DoubleLane right)
    {
        double result = left.Value < right.Value ? left.Value : right.Value;
        result = double.IsNaN(right.Value) ? right.Value : result;
        return new(double.IsNaN(left.Value) ? left.Value : result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Max(DoubleLane left, DoubleLane right)
    {
        double result = left.Value > right.Value ? left.Value : right.Value;
        result = double.IsNaN(right.Value) ? right.Value : result;
        return new(double.IsNaN(left.Value) ? left.Value : result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Abs(DoubleLane value) => new(Math.Abs(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Equal(DoubleLane left, DoubleLane right) => new(left.Value == right.Value ? 1.0 : 0.0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Greater(DoubleLane left, DoubleLane right)
    {
        double mask = left.Value > right.Value ? 1.0 : 0.0;
        return new(double.IsNaN(right.Value) ? 0.0 : mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane GreaterOrEqual(DoubleLane left, DoubleLane right)
    {
        double mask = left.Value >= right.Value ? 1.0 : 0.0;
        return new(double.IsNaN(right.Value) ? 0.0 : mask);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane And(DoubleLane left, DoubleLane right) => new(left.Value * right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Or(DoubleLane left, DoubleLane right) => new(left.Value + right.Value > 0.0 ? 1.0 : 0.0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Not(DoubleLane mask) => new(1.0 - mask.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSet(DoubleLane mask) => mask.Value != 0.0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Select(DoubleLane mask, DoubleLane whenTrue, DoubleLane whenFalse)
    {
        return mask.Value != 0.0 ? whenTrue : whenFalse;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Sqrt(DoubleLane value) => new(Math.Sqrt(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane FusedMultiplyAdd(DoubleLane a, DoubleLane b, DoubleLane c)
    {
        return new(Math.FusedMultiplyAdd(a.Value, b.Value, c.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Floor(DoubleLane value) => new(Math.Floor(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Ceiling(DoubleLane value) => new(Math.Ceiling(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Round(DoubleLane value)
    {
        // adding 1.5·2^52 rounds at the units, ties to even; larger values are integers already
        double rounded = (Math.Abs(value.Value) + 6755399441055744.0) - 6755399441055744.0;
        long sign = BitConverter.DoubleToInt64Bits(value.Value) & long.MinValue;
        double signed = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(rounded) | sign);
        return Math.Abs(value.Value) < 2251799813685248.0 ? new(signed) : value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane BitIncrement(DoubleLane value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value.Value);
        double next = BitConverter.Int64BitsToDouble(bits < 0 ? bits - 1 : bits + 1);
        double positive = value.Value == 0 ? double.Epsilon : next;
        return new(value.Value < double.PositiveInfinity ? positive : value.Value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Exp(DoubleLane value) => new(DoubleMath.Exp.Apply(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Expm1(DoubleLane value) => new(DoubleMath.Expm1.Apply(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Log(DoubleLane value) => new(DoubleMath.Log.Apply(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Log1p(DoubleLane value) => new(DoubleMath.Log1p.Apply(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Tanh(DoubleLane value) => new(DoubleMath.Tanh.Apply(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Erf(DoubleLane value) => new(DoubleMath.Erf.Apply(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Sin(DoubleLane value) => new(DoubleMath.Sin.Apply(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Cos(DoubleLane value) => new(DoubleMath.Cos.Apply(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Atan(DoubleLane value) => new(DoubleMath.Atan.Apply(value.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleLane Pow(DoubleLane value, DoubleLane exponent) => new(Math.Pow(value.Value, exponent.Value));
}
