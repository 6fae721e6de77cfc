using Sharpkeras.Initializers;
using Sharpkeras.Tests.Kernels;
using Sharpkeras.Tests.Support;

namespace Sharpkeras.Tests.Operations;

/// <summary>Random numbers: bounds, moments, and what a seed fixes. The samples are large, and their seeds are fixed.</summary>
[OnDevices]
[Category("Kernels")]
public sealed class RandomOpTests
{
    private const int Count = 100_000;

    /// <summary>Four standard errors of a mean of numbers with a deviation.</summary>
    private static double Errors(double deviation) => 4 * deviation / Math.Sqrt(Count);

    [TestCase(0, 1)]
    [TestCase(3, 0.1)]
    public void Truncated_normal_keeps_its_bounds_and_moments(double mean, double stddev)
    {
        using var scope = new TensorScope();
        double[] z = [.. Values(Ops.TruncatedNormal([Count], mean, stddev, DType.Float64, 7)).Select(x => (x - mean) / stddev)];
        Assert.That(z.Max(Math.Abs), Is.LessThanOrEqualTo(2 + 1e-12));
        Assert.That(z.Max(Math.Abs), Is.GreaterThan(1.99), "the bounds are reached");

        // By parts: E z² = 1 − 2a·φ(a)/Z and E z⁴ = 3·E z² − 2a³·φ(a)/Z, with Z = Φ(a) − Φ(−a) and a = 2.
        double edge = Math.Exp(-2) / Math.Sqrt(2 * Math.PI) / Share(-2, 2);
        double second = 1 - (4 * edge);
        double fourth = (3 * second) - (16 * edge);
        Assert.That(second, Is.EqualTo(0.87962566103423978 * 0.87962566103423978).Within(1e-12), "the deviation that the documentation names");
        Assert.That(z.Average(), Is.EqualTo(0).Within(Errors(Math.Sqrt(second))));
        Assert.That(z.Average(x => x * x), Is.EqualTo(second).Within(Errors(Math.Sqrt(fourth - (second * second)))));
    }

    /// <summary>The largest distance of the shares below each value (Kolmogorov and Smirnov); 1.95 / √n is exceeded once in a thousand samples.</summary>
    [Test]
    public void Distributions_are_right([Values("normal", "uniform", "truncated")] string name)
    {
        using var scope = new TensorScope();
        (Tensor drawn, Func<double, double> share) = name switch
        {
            "normal" => (Ops.Normal([Count], seed: 3), x => Share(double.NegativeInfinity, x)),
            "uniform" => (Ops.Uniform([Count], seed: 3), x => x),
            _ => (Ops.TruncatedNormal([Count], seed: 3), (Func<double, double>)(x => Share(-2, x) / Share(-2, 2))),
        };
        double[] sorted = [.. Values(drawn).Order()];
        double distance = sorted.Select((x, i) => Math.Abs(share(x) - ((i + 0.5) / Count))).Max();
        Assert.That(distance, Is.LessThan(1.95 / Math.Sqrt(Count)));
    }

    [Test]
    public void Bounds_hold_in_float32()
    {
        using var scope = new TensorScope();
        Assert.That(Values(Ops.TruncatedNormal([Count], stddev: 0.05, seed: 1)).Max(Math.Abs), Is.LessThanOrEqualTo((double)0.1f));
        double[] uniform = Values(Ops.Uniform([Count], -2, 5, seed: 1));
        Assert.That((uniform.Min(), uniform.Max()), Is.EqualTo((-2.0, 5.0)).Within(1e-3));
        Assert.That(uniform, Has.All.InRange(-2, 5));
    }

    [Test]
    public void Numbers_are_scaled()
    {
        using var scope = new TensorScope();
        Assert.That(Values(Ops.Normal([50], 3, 0.5, seed: 2)), Is.EqualTo(Values((Ops.Normal([50], seed: 2) * 0.5) + 3)).Within(1e-6));
        Assert.That(Values(Ops.Normal([4], 3, 0)), Is.EqualTo(new double[] { 3, 3, 3, 3 }));
        Assert.That(Ops.Normal([0, 3]).Shape, Is.EqualTo(Shape.Create([0, 3])));
        Assert.That(Ops.Uniform([2], dtype: DType.Float64).DType, Is.EqualTo(DType.Float64));
    }

    [Test]
    public void A_number_repeats_and_a_generator_goes_on()
    {
        using var scope = new TensorScope();
        Func<SeedGenerator?, Tensor>[] draws =
        [
            seed => Ops.Normal([7], seed: seed), seed => Ops.Uniform([7], seed: seed), seed => Ops.TruncatedNormal([7], seed: seed),
            seed => Ops.RandInt([7], 0, 1000, seed: seed), seed => Ops.Arange(50).Shuffle(seed: seed), seed => Ops.Ones([50]).Dropout(0.5, seed: seed),
        ];
        foreach (Func<SeedGenerator?, Tensor> draw in draws)
        {
            var generator = new SeedGenerator(5);
            double[] first = Values(draw(5));
            Assert.That(Values(draw(5)), Is.EqualTo(first));
            Assert.That(Values(draw(6)), Is.Not.EqualTo(first));
            Assert.That(Values(draw(generator)), Is.EqualTo(first));
            Assert.That(Values(draw(generator)), Is.Not.EqualTo(first));
            double[] drawn = Values(draw(null));
            Assert.That(Values(draw(null)), Is.Not.EqualTo(drawn));
        }
    }

    /// <summary>As in Keras an initializer of the same seed draws the same.</summary>
    [Test]
    public void Initializers_draw_the_same()
    {
        using var scope = new TensorScope();
        Assert.That(Values(Ops.Normal([9], 1, 2, seed: 4)), Is.EqualTo(Values(new RandomNormal(1, 2, seed: 4).Call([9]))));
        Assert.That(Values(Ops.Uniform([9], -1, 2, seed: 4)), Is.EqualTo(Values(new RandomUniform(-1, 2, seed: 4).Call([9]))));
        Assert.That(Values(Ops.TruncatedNormal([9], 1, 2, seed: 4)), Is.EqualTo(Values(new TruncatedNormal(1, 2, seed: 4).Call([9]))));
    }

    [Test]
    public void Whole_numbers_are_as_likely_as_each_other([Values(DType.Int8, DType.UInt8, DType.Int16, DType.Int32, DType.Int64)] DType dtype)
    {
        using var scope = new TensorScope();
        Tensor dice = Ops.RandInt([60_000], 1, 7, dtype, 11);
        Assert.That(dice.DType, Is.EqualTo(dtype));
        int[] counts = [.. Values(dice).GroupBy(value => value).OrderBy(group => group.Key).Select(group => group.Count())];
        Assert.That(counts, Has.Length.EqualTo(6));
        Assert.That(counts, Has.All.EqualTo(10_000).Within(4 * Math.Sqrt(60_000 * 5 / 36.0)));
    }

    [Test]
    public void Whole_numbers_reach_the_ends_of_their_type()
    {
        using var scope = new TensorScope();
        double[] all = Values(Ops.RandInt([1000], int.MinValue, int.MaxValue, seed: 1));
        Assert.That((all.Min(), all.Max()), Is.EqualTo(((double)int.MinValue, (double)int.MaxValue)).Within(2e7));
        Assert.That(Values(Ops.RandInt([3], 5, 6)), Is.EqualTo(new double[] { 5, 5, 5 }));
    }

    /// <summary>All 24 orders of four entries, each 1000 times but for four standard errors.</summary>
    [Test]
    public void All_orders_are_as_likely_as_each_other()
    {
        using var scope = new TensorScope();
        var generator = new SeedGenerator(2);
        Tensor four = Ops.Arange(4);
        string[] orders = [.. Enumerable.Range(0, 24_000).Select(_ =>
        {
            using var inner = new TensorScope();
            return string.Join(' ', four.Shuffle(seed: generator).ToArray<int>());
        })];
        int[] counts = [.. orders.GroupBy(order => order).Select(group => group.Count())];
        Assert.That(counts, Has.Length.EqualTo(24));
        Assert.That(counts, Has.All.EqualTo(1000).Within(4 * Math.Sqrt(1000)));
    }

    [Test]
    public void Entries_of_any_axis_change_their_places_together()
    {
        using var scope = new TensorScope();
        Tensor x = Ops.Arange(60).Reshape([3, 20]);
        Tensor mixed = x.Shuffle(-1, 3);
        Assert.That(Values(mixed[0]), Is.Not.EqualTo(Values(x[0])));
        Assert.That(Values(mixed[0]).Order(), Is.EqualTo(Values(x[0])));
        Assert.That(Values(mixed[2]), Is.EqualTo(Values(mixed[0] + 40)));
    }

    [Test]
    public void The_pattern_of_dropout_is_repeated()
    {
        using var scope = new TensorScope();
        double[] y = Values(Ops.Ones([3, 2, 40]).Dropout(0.25, [3, 1, -1], 9));
        for (int i = 0; i < 3; i++)
        {
            Assert.That(y[(i * 80)..((i * 80) + 40)], Is.EqualTo(y[((i * 80) + 40)..((i + 1) * 80)]));
            Assert.That(y[(i * 80)..((i * 80) + 40)].Distinct().Order(), Is.EqualTo(new[] { 0, 1 / 0.75 }).Within(1e-6));
        }
    }

    private static double[] Values(Tensor x) => x.Cast(DType.Float64).ToArray<double>();

    /// <summary>The share of a standard normal distribution between two numbers.</summary>
    private static double Share(double low, double high) =>
        (Reference.Erf(high / Math.Sqrt(2)) - (double.IsInfinity(low) ? -1 : Reference.Erf(low / Math.Sqrt(2)))) / 2;
}
