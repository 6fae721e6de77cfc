using System.Diagnostics;
using System.Runtime.CompilerServices;
using Sharpkeras.Cpu;
using Sharpkeras.Kernels;
using Sharpkeras.Kernels.Lanes;

namespace Sharpkeras.Benchmarks;

/// <summary>How many float32 operations a second the processor's multiply-adds can do, nothing else in the way: the floor of all arithmetic.</summary>
internal static class FmaPeak
{
    private const int Rounds = 400_000;
    private const int Accumulators = 12;

    /// <summary>The best of some tries, in GFLOP/s, on a number of threads at once.</summary>
    public static double Measure(int threads)
    {
        double best = 0;
        for (int i = 0; i < 12; i++)
        {
            best = Math.Max(best, Once(threads));
        }

        return best;
    }

    private static double Once(int threads)
    {
        var work = new Work { Threads = threads };
        long begin = Stopwatch.GetTimestamp();
        Lanes.Floating(DType.Float32, ref work);
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        return work.Operations / seconds * 1e-9;
    }

    private struct Work : IFloatingWork
    {
        public int Threads;
        public double Operations;

        public void Run<V, T>()
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged
        {
            var started = new Thread[Threads - 1];
            for (int i = 0; i < started.Length; i++)
            {
                started[i] = new Thread(() => Loop<V, T>(Rounds));
                started[i].Start();
            }

            Loop<V, T>(Rounds);
            foreach (Thread thread in started)
            {
                thread.Join();
            }

            Operations = 2.0 * Rounds * Accumulators * V.Count * Threads;
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
