using System.Numerics;
using Sharpkeras.Kernels;
using Sharpkeras.Kernels.Lanes;

namespace Sharpkeras.Tests.Kernels;

/// <summary>Arithmetic, comparison, masks and memory, for every lane; what is expected is C#'s own arithmetic.</summary>
[Category("Kernels")]
public unsafe class NumberLaneTests
{
    [Test]
    public void SByte() => CheckIntegers<sbyte>();

    [Test]
    public void Byte() => CheckIntegers<byte>();

    [Test]
    public void Int16() => CheckIntegers<short>();

    [Test]
    public void Int32() => CheckIntegers<int>();

    [Test]
    public void Int64() => CheckIntegers<long>();

    [Test]
    public void Float32()
    {
        float[] values = [0f, -0f, 1f, -2.5f, 1e30f, float.PositiveInfinity, float.NegativeInfinity, float.NaN];
        Check<FloatLane, float>(values, 1);
        Check<FloatLane128, float>(values, 4);
        Check<FloatLane256, float>(values, 8);
        Check<FloatLane512, float>(values, 16);
    }

    [Test]
    public void Float64()
    {
        double[] values = [0, -0.0, 1, -2.5, 1e300, double.PositiveInfinity, double.NegativeInfinity, double.NaN];
        Check<DoubleLane, double>(values, 1);
        Check<DoubleLane128, double>(values, 2);
        Check<DoubleLane256, double>(values, 4);
        Check<DoubleLane512, double>(values, 8);
    }

    private static void CheckIntegers<T>()
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        T[] values = [T.Zero, T.One, T.MinValue, T.MaxValue, T.CreateTruncating(-1), T.CreateTruncating(100), T.CreateTruncating(-77)];
        Check<IntegerLane<T>, T>(values, 1);
        Check<IntegerLane128<T>, T>(values, 16 / sizeof(T));
        Check<IntegerLane256<T>, T>(values, 32 / sizeof(T));
        Check<IntegerLane512<T>, T>(values, 64 / sizeof(T));
    }

    private static void Check<V, T>(T[] values, int count)
        where V : struct, INumberLane<V>, IVectorLane<V, T>
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        Assert.That(V.Count, Is.EqualTo(count));
        foreach (T left in values)
        {
            foreach (T right in values)
            {
                CheckPair<V, T>(left, right);
            }
        }

        CheckMemory<V, T>(values);
        Parameter quarter = 97.25;
        T expected = T.CreateTruncating(97.25);
        Assert.That(V.Element(V.Of(quarter), count - 1), Is.EqualTo(expected));
        Assert.That(V.Element(V.Of(97.25), count - 1), Is.EqualTo(expected));
        Assert.That(V.Element(V.Min(V.Lowest, V.Broadcast(T.MinValue)), 0), Is.EqualTo(V.Element(V.Lowest, 0)));
        Assert.That(V.Element(V.Max(V.Highest, V.Broadcast(T.MaxValue)), 0), Is.EqualTo(V.Element(V.Highest, 0)));
    }

    private static void CheckPair<V, T>(T left, T right)
        where V : struct, INumberLane<V>, IVectorLane<V, T>
        where T : unmanaged, INumber<T>
    {
        V a = V.Broadcast(left);
        V b = V.Broadcast(right);
        Same(a + b, unchecked(left + right), "+");
        Same(a - b, unchecked(left - right), "-");
        Same(a * b, unchecked(left * right), "*");
        Same(-a, unchecked(-left), "negated");
        Same(V.Min(a, b), T.IsNaN(left) ? left : T.IsNaN(right) || right < left ? right : left, "min");
        Same(V.Max(a, b), T.IsNaN(left) ? left : T.IsNaN(right) || right > left ? right : left, "max");
        Same(V.Abs(a), left < T.Zero ? unchecked(-left) : left, "abs");
        CheckMask(V.Equal(a, b), left == right);
        CheckMask(V.Greater(a, b), left > right);
        CheckMask(V.GreaterOrEqual(a, b), left >= right);

        void Same(V got, T expected, string what)
        {
            T element = V.Element(got, V.Count - 1);
            Assert.That(element == expected || (T.IsNaN(element) && T.IsNaN(expected)), Is.True, $"{what} of {left}, {right}: {element}");
        }

        void CheckMask(V mask, bool expected)
        {
            V always = V.Equal(V.Of(0), V.Of(0));
            V never = V.Greater(V.Of(0), V.Of(0));
            Assert.That(Chosen(mask), Is.EqualTo(expected));
            Assert.That(Chosen(V.Not(mask)), Is.EqualTo(!expected));
            Assert.That(Chosen(V.And(mask, always)), Is.EqualTo(expected));
            Assert.That(Chosen(V.And(mask, never)), Is.False);
            Assert.That(Chosen(V.Or(mask, always)), Is.True);
            Assert.That(Chosen(V.Or(mask, never)), Is.EqualTo(expected));
        }

        static bool Chosen(V mask) => V.Element(V.Select(mask, V.Of(1), V.Of(0)), V.Count - 1) == T.One;
    }

    /// <summary>Every element is its own: the load is not aligned, the store touches nothing beyond.</summary>
    private static void CheckMemory<V, T>(T[] values)
        where V : struct, INumberLane<V>, IVectorLane<V, T>
        where T : unmanaged, INumber<T>
    {
        T[] source = [.. Enumerable.Range(0, V.Count + 2).Select(i => values[i % values.Length])];
        T[] target = [.. Enumerable.Repeat(T.One, V.Count + 2)];
        fixed (T* from = source, to = target)
        {
            V.Store(V.Load(from + 1), to + 1);
        }

        Assert.That(target, Is.EqualTo((T[])[T.One, .. source[1..^1], T.One]));
    }
}
