using Sharpkeras.Diagnostics;
using Sharpkeras.Kernels;

namespace Sharpkeras;

public static partial class Ops
{
    /// <summary>Whole random numbers from minval to maxval − 1, each as likely as another, on the default device.</summary>
    /// <param name="shape">The dimensions.</param>
    /// <param name="minval">The smallest number.</param>
    /// <param name="maxval">The number after the largest.</param>
    /// <param name="dtype">An integer type that holds them.</param>
    /// <param name="seed">A number, with which each call gives the same values, or a generator, which goes on from call to call; null draws one.</param>
    /// <exception cref="ArgumentOutOfRangeException">maxval is not above minval.</exception>
    /// <exception cref="DTypeException">The type is no integer type, or does not hold the numbers.</exception>
    /// <example><code>Tensor dice = Ops.RandInt([10], 1, 7, seed: 1);</code></example>
    public static Tensor RandInt(Shape shape, int minval, int maxval, DType dtype = DType.Int32, SeedGenerator? seed = null)
    {
        if (maxval <= minval)
        {
            throw new ArgumentOutOfRangeException(
                nameof(maxval), $"randint — maxval must be above minval. Received {Text.Of(minval)} and {Text.Of(maxval)}.");
        }

        if (!dtype.IsInteger())
        {
            throw new DTypeException($"randint — draws integers. Received {dtype.KerasName()}; use Ops.Uniform for fractions.");
        }

        CheckFits(minval, dtype, "randint");
        CheckFits(maxval - 1, dtype, "randint");
        int[] numbers = new int[KnownShape(shape, "randint").Length];
        seed ??= new SeedGenerator();
        ulong counter = seed.Reserve(numbers.Length);
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = minval + (int)Below(Philox.Word(seed.Key, counter, i), (uint)((long)maxval - minval));
        }

        return Tensor.FromSpan<int>(numbers, shape).Cast(dtype);
    }

    /// <summary>The entries of an axis in a random order; each order is as likely as another.</summary>
    /// <param name="x">Any shape but a scalar, any type.</param>
    /// <param name="axis">The axis whose entries change their places.</param>
    /// <param name="seed">A number, with which each call gives the same order, or a generator, which goes on from call to call; null draws one.</param>
    /// <returns>The same shape and type.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <example><code>Tensor mixed = Ops.Shuffle(samples, seed: 1);</code></example>
    public static Tensor Shuffle(this Tensor x, int axis = 0, SeedGenerator? seed = null)
    {
        int place = x.Shape.Axis(axis, "shuffle");
        int[] order = [.. Enumerable.Range(0, x.Shape[place])];
        seed ??= new SeedGenerator();
        ulong counter = Reserve(x, order.Length, seed);
        for (int i = order.Length - 1; i > 0; i--)
        {
            int other = (int)Below(Philox.Word(seed.Key, counter, i), (uint)i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return Take(x, Integers(order, [order.Length], x), place);
    }

    /// <summary>A word as a whole number below another; no number is more likely than another by more than count / 2³².</summary>
    private static uint Below(uint word, uint count) => (uint)(((ulong)word * count) >> 32);
}
