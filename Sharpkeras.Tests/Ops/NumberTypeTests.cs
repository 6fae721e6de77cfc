using System.Numerics;
using Sharpkeras.Diagnostics;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>Arithmetic in every integer type, beside .NET's own, which wraps around alike.</summary>
[OnDevices(typeof(sbyte))]
[OnDevices(typeof(byte))]
[OnDevices(typeof(short))]
[OnDevices(typeof(int))]
[OnDevices(typeof(long))]
[Category("Kernels")]
public sealed class NumberTypeTests<T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    private static readonly T[] Left = Draw(1);

    private static readonly T[] Right = Draw(2);

    [Test]
    [NoLeak]
    public void Binary()
    {
        Check(Ops.Add, (a, b) => a + b);
        Check(Ops.Subtract, (a, b) => a - b);
        Check(Ops.Multiply, (a, b) => a * b);
        Check(Ops.Maximum, T.Max);
        Check(Ops.Minimum, T.Min);
        Check(Ops.SquaredDifference, (a, b) => (a - b) * (a - b));
    }

    [Test]
    [NoLeak]
    public void Unary()
    {
        Check((x, _) => x.Negative(), (a, _) => -a);
        Check((x, _) => x.Square(), (a, _) => a * a);
        Check((x, _) => x.Relu(), (a, _) => T.Max(a, T.Zero));
        Check((x, _) => x.Sign(), (a, _) => T.CreateTruncating(T.Sign(a)));
        Check((x, _) => x.Abs(), (a, _) => a < T.Zero ? -a : a);
    }

    [Test]
    [NoLeak]
    public void Bits()
    {
        Check(Ops.BitwiseAnd, (a, b) => a & b);
        Check(Ops.BitwiseOr, (a, b) => a | b);
        Check(Ops.BitwiseXor, (a, b) => a ^ b);
        Check((x, _) => x.BitwiseNot(), (a, _) => ~a);
        int width = System.Runtime.CompilerServices.Unsafe.SizeOf<T>() * 8;
        for (int count = 0; count < width; count++)
        {
            Tensor shift = Ops.Full([], count, DTypes.Of<T>());
            Check((x, _) => x.LeftShift(shift), (a, _) => a << count);
            Check((x, _) => x.RightShift(shift), (a, _) => a >> count);
        }

        Tensor beyond = Ops.Full([], width, DTypes.Of<T>());
        Check((x, _) => x.LeftShift(beyond), (_, _) => T.Zero);
        Check((x, _) => x.RightShift(beyond), (a, _) => a < T.Zero ? T.Zero - T.One : T.Zero);
    }

    /// <summary>Beside .NET's unlimited integers, so that nothing overflows; the lowest value by −1 wraps.</summary>
    [Test]
    [NoLeak]
    public void Division()
    {
        Check(Ops.FloorDivide, (a, b) => T.CreateTruncating(Quotient(a, b)));
        Check(Ops.Mod, (a, b) => b == T.Zero ? T.Zero : T.CreateTruncating(BigInteger.CreateChecked(a) - (BigInteger.CreateChecked(b) * Quotient(a, b))));
        Check(Ops.Gcd, (a, b) => T.CreateTruncating(BigInteger.GreatestCommonDivisor(BigInteger.CreateChecked(a), BigInteger.CreateChecked(b))));
        T low = T.Zero - T.One;
        Tensor lowest = Tensor.FromSpan<T>([T.MinValue, T.MinValue, low], [3]);
        Tensor divisor = Tensor.FromSpan<T>([low, T.Zero, T.One], [3]);
        Assert.That(lowest.FloorDivide(divisor).ToArray<T>(), Is.EqualTo((T[])[T.MinValue, T.Zero, low]));
    }

    [Test]
    [NoLeak]
    public void Limits()
    {
        T high = T.CreateTruncating(40);
        Check((x, _) => x.Clip(3, 40), (a, _) => T.Clamp(a, T.CreateTruncating(3), high));
        Check((x, _) => x.Trunc(), (a, _) => a);
        Check((x, _) => x.NanToNum(), (a, _) => a);
        Check(Ops.Fmax, T.Max);
        Compare((a, b) => Ops.Isclose(a, b), (a, b) => a == b);
        Compare((a, _) => Ops.Isnan(a), (_, _) => false);
        Compare((a, _) => Ops.Isinf(a), (_, _) => false);
        Compare((a, _) => Ops.Isfinite(a), (_, _) => true);
    }

    [Test]
    [NoLeak]
    public void Comparisons()
    {
        Compare(Ops.Equal, (a, b) => a == b);
        Compare(Ops.Less, (a, b) => a < b);
        Compare(Ops.GreaterEqual, (a, b) => a >= b);
    }

    [Test]
    [NoLeak]
    public void Folds()
    {
        Tensor x = Tensor.FromSpan<T>(Left, [Left.Length]);
        Assert.That(x.Sum().ToArray<T>()[0], Is.EqualTo(Left.Aggregate(T.Zero, (a, b) => a + b)));
        Assert.That(x.Prod().ToArray<T>()[0], Is.EqualTo(Left.Aggregate(T.One, (a, b) => a * b)));
        Assert.That(x.Max().ToArray<T>()[0], Is.EqualTo(Left.Max()));
        Assert.That(x.Min().ToArray<T>()[0], Is.EqualTo(Left.Min()));
        Assert.That(x.ArgMax().Item<int>(), Is.EqualTo(Array.IndexOf(Left, Left.Max())));
        Assert.That(x.ArgMin().Item<int>(), Is.EqualTo(Array.IndexOf(Left, Left.Min())));
    }

    [Test]
    [NoLeak]
    public void Casts()
    {
        Tensor x = Tensor.FromSpan<T>(Left, [Left.Length]);
        Assert.That(x.Cast(DType.Float64).ToArray<double>(), Is.EqualTo(Left.Select(double.CreateTruncating)));
        Assert.That(x.Cast(DType.Bool).ToArray<bool>(), Is.EqualTo(Left.Select(a => a != T.Zero)));
        Assert.That(x.Cast(DType.Int16).ToArray<short>(), Is.EqualTo(Left.Select(short.CreateTruncating)));
        double[] fractions = [0.9, 1.5, 100.999, 3.2];
        Tensor cut = Tensor.From(fractions).Cast(DTypes.Of<T>());
        Assert.That(cut.ToArray<T>(), Is.EqualTo(fractions.Select(a => T.CreateTruncating(Math.Truncate(a)))));
    }

    [Test]
    [NoLeak]
    public void RealFunctionsNameTheCast()
    {
        Tensor x = Tensor.FromSpan<T>(Left, [Left.Length]);
        Assert.That(
            () => x.Exp(),
            Throws.InstanceOf<DTypeException>().With.Message.Contains("exp").And.Message.Contains("Cast(DType.Float32)"));
        Assert.That(() => x.Softmax(), Throws.InstanceOf<DTypeException>());
        Assert.That(() => x.Reshape([1, -1]).MatMul(x), Throws.InstanceOf<DTypeException>());
    }

    private static BigInteger Quotient(T a, T b)
    {
        if (b == T.Zero)
        {
            return 0;
        }

        BigInteger quotient = BigInteger.DivRem(BigInteger.CreateChecked(a), BigInteger.CreateChecked(b), out BigInteger rest);
        return rest != 0 && rest.Sign != (b < T.Zero ? -1 : 1) ? quotient - 1 : quotient;
    }

    private static T[] Draw(int seed)
    {
        var random = new Random(seed);
        T[] numbers = [.. Enumerable.Range(0, 203).Select(_ => T.CreateTruncating(random.NextInt64()))];
        numbers[5] = T.MinValue;
        numbers[77] = T.MaxValue;
        numbers[100] = T.Zero;
        return numbers;
    }

    private static void Check(Func<Tensor, Tensor, Tensor> function, Func<T, T, T> reference)
    {
        using var scope = new TensorScope();
        Tensor y = function(Tensor.FromSpan<T>(Left, [Left.Length]), Tensor.FromSpan<T>(Right, [Right.Length]));
        Assert.That(y.ToArray<T>(), Is.EqualTo(Left.Zip(Right, reference)));
    }

    private static void Compare(Func<Tensor, Tensor, Tensor> function, Func<T, T, bool> reference)
    {
        using var scope = new TensorScope();
        Tensor y = function(Tensor.FromSpan<T>(Left, [7, 29]), Tensor.FromSpan<T>(Left.AsSpan(58, 29), [29]));
        Assert.That(y.ToArray<bool>(), Is.EqualTo(Left.Select((a, i) => reference(a, Left[58 + (i % 29)]))));
    }
}
