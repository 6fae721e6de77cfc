using System.Runtime.CompilerServices;
using Sharpkeras.Cpu;
using Sharpkeras.Devices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Benchmarks.Floors;

/// <summary>How many float32 operations a second the processor's multiply-adds can do, nothing else in the way: the floor of all arithmetic.</summary>
internal static class FmaPeak
{
    private const int Rounds = 400_000;
    private const int Tries = 40;
    private const int Accumulators = 12;

    /// <summary>The best of some tries, in GFLOP/s, on a number of threads at once.</summary>
    public static double Measure(int threads) =>
        Enumerable.Range(0, Tries).Max(_ => Team.Rate(threads, _ => Burst())) * 1e-9;

    /// <summary>The peak of all threads, measured before and after work: the machine's clock changes, and the better one makes the harder floor.</summary>
    public static double Around(Action work)
    {
        double before = Measure(Parallelism.Threads);
        work();
        return Math.Max(before, Measure(Parallelism.Threads));
    }

    private static double Burst()
    {
        var work = new Work();
        Lanes.Floating(DType.Float32, ref work);
        return work.Operations;
    }

    private struct Work : IFloatingWork
    {
        public double Operations;

        public void Run<V, T>()
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            Loop<V, T>(Rounds);
            Operations = 2.0 * Rounds * Accumulators * V.Count;
        }
    }

    /// <summary>Twelve independent chains, enough to hide the latency of two units.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static T Loop<V, T>(int rounds)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        V x = V.Of(0.999);
        V y = V.Of(0.001);
        V a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y, k = y, l = y;
        for (int round = 0; round < rounds; round++)
        {
            a = V.FusedMultiplyAdd(a, x, y);
            b = V.FusedMultiplyAdd(b, x, y);
            c = V.FusedMultiplyAdd(c, x, y);
            d = V.FusedMultiplyAdd(d, x, y);
            e = V.FusedMultiplyAdd(e, x, y);
            f = V.FusedMultiplyAdd(f, x, y);
            g = V.FusedMultiplyAdd(g, x, y);
            h = V.FusedMultiplyAdd(h, x, y);
            i = V.FusedMultiplyAdd(i, x, y);
            j = V.FusedMultiplyAdd(j, x, y);
            k = V.FusedMultiplyAdd(k, x, y);
            l = V.FusedMultiplyAdd(l, x, y);
        }

        V sum = a + b + c + d + e + f + g + h + i + j + k + l;
        return V.Element(sum, 0);
    }
}
