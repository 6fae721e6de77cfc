using ILGPU;
using Sharpkeras.Kernels;
using Sharpkeras.Kernels.Lanes;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>
/// Random numbers from Philox streams: each thread makes the four words of a counter. Words, uniform numbers and masks have the bits that
/// the processor gives them.
/// </summary>
internal static class RandomKernels
{
    /// <summary>A quarter of a turn: angles have 24 bits.</summary>
    private const uint QuarterTurn = 1u << 22;

    /// <summary>An eighth of a turn.</summary>
    private const uint Eighth = 1u << 21;

    /// <summary>The smallest angle, in radians.</summary>
    private const double Angle = 2 * Math.PI / 16777216;

    /// <summary>y = low + unit · range.</summary>
    /// <param name="y">The numbers.</param>
    /// <param name="key">The stream's key.</param>
    /// <param name="counter">Its first counter.</param>
    /// <param name="low">The lower end.</param>
    /// <param name="range">The distance to the upper end.</param>
    /// <param name="none">0: see <see cref="Scale(float, float, float, int)"/>.</param>
    /// <param name="length">The elements of y.</param>
    [GpuKernel]
    public static void Uniform(ArrayView<float> y, ulong key, ulong counter, float low, float range, int none, int length)
    {
        for (int block = Threads.Index; block < Blocks(length); block += Threads.Count)
        {
            Philox.Block(key, counter + (ulong)block, out uint a, out uint b, out uint c, out uint d);
            int i = block * 4;
            Put(y, i, length, Scale(Philox.Unit(a), range, low, none));
            Put(y, i + 1, length, Scale(Philox.Unit(b), range, low, none));
            Put(y, i + 2, length, Scale(Philox.Unit(c), range, low, none));
            Put(y, i + 3, length, Scale(Philox.Unit(d), range, low, none));
        }
    }

    /// <summary>The same in float64.</summary>
    [GpuKernel]
    public static void WideUniform(ArrayView<double> y, ulong key, ulong counter, double low, double range, long none, int length)
    {
        for (int block = Threads.Index; block < Blocks(length); block += Threads.Count)
        {
            Philox.Block(key, counter + (ulong)block, out uint a, out uint b, out uint c, out uint d);
            int i = block * 4;
            Put(y, i, length, Scale(Philox.Unit(a), range, low, none));
            Put(y, i + 1, length, Scale(Philox.Unit(b), range, low, none));
            Put(y, i + 2, length, Scale(Philox.Unit(c), range, low, none));
            Put(y, i + 3, length, Scale(Philox.Unit(d), range, low, none));
        }
    }

    /// <summary>y = mean + deviation · z, two z from two words (Box and Muller).</summary>
    [GpuKernel]
    public static void Normal(ArrayView<float> y, ulong key, ulong counter, float mean, float deviation, int length)
    {
        for (int block = Threads.Index; block < Blocks(length); block += Threads.Count)
        {
            Philox.Block(key, counter + (ulong)block, out uint a, out uint b, out uint c, out uint d);
            Pair(y, block * 4, length, Radius(a) * deviation, b, mean);
            Pair(y, (block * 4) + 2, length, Radius(c) * deviation, d, mean);
        }
    }

    /// <summary>The same in float64.</summary>
    [GpuKernel]
    public static void WideNormal(ArrayView<double> y, ulong key, ulong counter, double mean, double deviation, int length)
    {
        for (int block = Threads.Index; block < Blocks(length); block += Threads.Count)
        {
            Philox.Block(key, counter + (ulong)block, out uint a, out uint b, out uint c, out uint d);
            WidePair(y, block * 4, length, WideRadius(a) * deviation, b, mean);
            WidePair(y, (block * 4) + 2, length, WideRadius(c) * deviation, d, mean);
        }
    }

    /// <summary>y = x · scale where the upper 24 bits of word i are at least <paramref name="least"/>, else 0.</summary>
    [GpuKernel]
    public static void Dropout<V>(ArrayView<V> x, ArrayView<V> y, ulong key, ulong counter, uint least, V scale, int length)
        where V : unmanaged, ILane<V>
    {
        for (int block = Threads.Index; block < Blocks(length); block += Threads.Count)
        {
            Philox.Block(key, counter + (ulong)block, out uint a, out uint b, out uint c, out uint d);
            int i = block * 4;
            Keep(x, y, i, length, scale, a >> 8 >= least);
            Keep(x, y, i + 1, length, scale, b >> 8 >= least);
            Keep(x, y, i + 2, length, scale, c >> 8 >= least);
            Keep(x, y, i + 3, length, scale, d >> 8 >= least);
        }
    }


    private static int Blocks(int length) => (int)((length + 3L) / 4);

    private static void Put<T>(ArrayView<T> y, int i, int length, T value)
        where T : unmanaged
    {
        if (i < length)
        {
            y[i] = value;
        }
    }

    private static void Keep<V>(ArrayView<V> x, ArrayView<V> y, int i, int length, V scale, bool kept)
        where V : unmanaged, ILane<V>
    {
        if (i < length)
        {
            y[i] = kept ? x[i] * scale : V.Of(0);
        }
    }

    /// <summary>
    /// low + unit · range with two roundings, as on the processor: a 0 that the compiler does not know stands between, so that it cannot
    /// make one fused operation of both.
    /// </summary>
    private static float Scale(float unit, float range, float low, int none) =>
        BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(unit * range) ^ none) + low;

    private static double Scale(double unit, double range, double low, long none) =>
        BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(unit * range) ^ none) + low;

    /// <summary>√(−2 ln (1 − u)): 1 − u lies in (0, 1], so that the logarithm is finite.</summary>
    private static float Radius(uint word) => FloatLane.Sqrt(FloatLane.Log(new FloatLane(1f - Philox.Unit(word))) * FloatLane.Of(-2)).Value;

    private static double WideRadius(uint word) =>
        DoubleLane.Sqrt(DoubleLane.Log(new DoubleLane(1.0 - Philox.Unit(word))) * DoubleLane.Of(-2)).Value;

    /// <summary>Two numbers from a radius and the word of an angle.</summary>
    private static void Pair(ArrayView<float> y, int i, int length, float radius, uint word, float mean)
    {
        uint turns = (word >> 8) + Eighth;
        var angle = new FloatLane(Rest(turns) * (float)Angle);
        float sine = FloatLane.Sin(angle).Value * radius;
        float cosine = FloatLane.Cos(angle).Value * radius;
        bool odd = (turns >> 22 & 1) != 0;
        float x = odd ? -sine : cosine;
        float z = odd ? cosine : sine;
        bool turned = (turns >> 22 & 2) != 0;
        Put(y, i, length, mean + (turned ? -x : x));
        Put(y, i + 1, length, mean + (turned ? -z : z));
    }

    /// <summary>The same in float64, with the series of sine and cosine: the library's functions iterate in local memory.</summary>
    private static void WidePair(ArrayView<double> y, int i, int length, double radius, uint word, double mean)
    {
        uint turns = (word >> 8) + Eighth;
        double angle = Rest(turns) * Angle;
        double sine = WideSine(angle * angle) * angle * radius;
        double cosine = WideCosine(angle * angle) * radius;
        bool odd = (turns >> 22 & 1) != 0;
        double x = odd ? -sine : cosine;
        double z = odd ? cosine : sine;
        bool turned = (turns >> 22 & 2) != 0;
        Put(y, i, length, mean + (turned ? -x : x));
        Put(y, i + 1, length, mean + (turned ? -z : z));
    }

    /// <summary>
    /// What is left of an angle beyond whole quarters of a turn, at most an eighth to either side. It is found while the angle is an integer,
    /// so that no digit is lost.
    /// </summary>
    private static int Rest(uint turns) => (int)(turns & (QuarterTurn - 1)) - (int)Eighth;

    /// <summary>sin x / x from x² up to the 17th power of x: the rest is below 10⁻¹⁹ for |x| ≤ π/4.</summary>
    private static double WideSine(double z)
    {
        double p = 1.0 / 355687428096000.0;
        p = (p * z) - (1.0 / 1307674368000.0);
        p = (p * z) + (1.0 / 6227020800.0);
        p = (p * z) - (1.0 / 39916800.0);
        p = (p * z) + (1.0 / 362880.0);
        p = (p * z) - (1.0 / 5040.0);
        p = (p * z) + (1.0 / 120.0);
        p = (p * z) - (1.0 / 6.0);
        return (p * z) + 1.0;
    }

    /// <summary>cos x from x² up to the 16th power of x: the rest is below 10⁻¹⁷.</summary>
    private static double WideCosine(double z)
    {
        double p = 1.0 / 20922789888000.0;
        p = (p * z) - (1.0 / 87178291200.0);
        p = (p * z) + (1.0 / 479001600.0);
        p = (p * z) - (1.0 / 3628800.0);
        p = (p * z) + (1.0 / 40320.0);
        p = (p * z) - (1.0 / 720.0);
        p = (p * z) + (1.0 / 24.0);
        p = (p * z) - (1.0 / 2.0);
        return (p * z) + 1.0;
    }
}
