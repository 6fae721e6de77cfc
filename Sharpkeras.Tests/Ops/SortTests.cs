using System.Numerics;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>Sorting in every type, beside LINQ's stable order.</summary>
[OnDevices(typeof(float))]
[OnDevices(typeof(double))]
[OnDevices(typeof(sbyte))]
[OnDevices(typeof(byte))]
[OnDevices(typeof(short))]
[OnDevices(typeof(int))]
[OnDevices(typeof(long))]
[Category("Kernels")]
public sealed class SortTests<T>
    where T : unmanaged, INumber<T>, IMinMaxValue<T>
{
    private const int Rows = 5;

    private static readonly int[] Lengths = [0, 1, 2, 31, 1009];

    [TestCaseSource(nameof(Lengths))]
    [NoLeak]
    public void SortsEachRow(int length)
    {
        using var scope = new TensorScope();
        T[][] rows = [.. Enumerable.Range(0, Rows).Select(row => Draw(row, length))];
        Tensor x = Tensor.FromSpan<T>([.. rows.SelectMany(row => row)], [Rows, length]);
        Assert.That(x.Sort().ToArray<T>(), Is.EqualTo(rows.SelectMany(row => row.Order())));
        Assert.That(x.Transpose().Sort(0).Transpose().ToArray<T>(), Is.EqualTo(rows.SelectMany(row => row.Order())));
        Assert.That(x.ArgSort().ToArray<int>(), Is.EqualTo(rows.SelectMany(row => Enumerable.Range(0, length).OrderBy(i => row[i]))));
    }

    [TestCase(31, 31)]
    [TestCase(31, 4)]
    [TestCase(31, 3)]
    [TestCase(1009, 17)]
    [TestCase(1009, 1)]
    [NoLeak]
    public void FindsTheLargest(int length, int k)
    {
        using var scope = new TensorScope();
        T[] row = Draw(9, length);
        int[] places = [.. Enumerable.Range(0, length).OrderByDescending(i => row[i]).Take(k)];
        (Tensor values, Tensor indices) = Tensor.FromSpan<T>(row, [length]).TopK(k);
        Assert.That(indices.ToArray<int>(), Is.EqualTo(places));
        Assert.That(values.ToArray<T>(), Is.EqualTo(places.Select(i => row[i])));
    }

    [Test]
    [NoLeak]
    public void RunningSumsAndScatteredValues()
    {
        using var scope = new TensorScope();
        T[] row = Draw(3, 203);
        T sum = T.Zero;
        Assert.That(Tensor.FromSpan<T>(row, [203]).Cumsum().ToArray<T>(), Is.EqualTo(row.Select(value => sum += value)));
        int[] places = [.. Enumerable.Range(0, 203).Select(i => i * 7 % 11)];
        T[] largest = [.. Enumerable.Range(0, 11).Select(place => row.Where((_, i) => places[i] == place).Max())];
        Assert.That(Ops.SegmentMax(Tensor.FromSpan<T>(row, [203]), places, 12).ToArray<T>()[..11], Is.EqualTo(largest));
        Tensor replaced = Ops.Zeros([11], DTypes.Of<T>()).ScatterUpdate(Tensor.From(places).Reshape([203, 1]), Tensor.FromSpan<T>(row, [203]));
        Assert.That(replaced.ToArray<T>(), Is.EqualTo(Enumerable.Range(0, 11).Select(place => row[Array.LastIndexOf(places, place)])));
    }

    /// <summary>Few different values, so that many are equal, and the ends of the type.</summary>
    private static T[] Draw(int seed, int length)
    {
        var random = new Random(seed);
        T[] values = [.. Enumerable.Range(0, length).Select(_ => T.CreateTruncating(random.Next(0, 50)) - T.CreateTruncating(random.Next(0, 2) * 25))];
        if (length > 9 && typeof(T) != typeof(float) && typeof(T) != typeof(double))
        {
            values[4] = T.MinValue;
            values[9] = T.MaxValue;
        }

        return values;
    }
}
