using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sharpkeras.Benchmarks.Floors;

/// <summary>How many bytes a second go through plain loops over arrays that no cache holds: the floor of elementwise work.</summary>
/// <param name="Read">One array is read, in GB/s.</param>
/// <param name="Copy">One array is read and one written, counted together.</param>
/// <param name="Add">Two arrays are read and one written, counted together.</param>
internal sealed record MemoryBandwidth(double Read, double Copy, double Add)
{
    /// <summary>Elements of each array: together four times the largest cache of the machines in mind.</summary>
    private const int Elements = 1 << 24;

    private const int Tries = 8;
    private const int Width = 8;

    private unsafe delegate double Loop(float* a, float* b, float* c, nint count);

    /// <summary>The best of some tries on a number of threads at once, each with its part of the arrays.</summary>
    public static unsafe MemoryBandwidth Measure(int threads)
    {
        float* a = Allocate(), b = Allocate(), c = Allocate();
        try
        {
            double Best(Loop loop) => Enumerable.Range(0, Tries).Max(_ => Team.Rate(threads, index => Part(loop, index))) * 1e-9;
            double Part(Loop loop, int index)
            {
                nint part = Elements / threads / Width * Width, begin = index * part;
                return loop(a + begin, b + begin, c + begin, part);
            }

            // Stores that go around the cache save a read of what is overwritten, but not every machine is faster with them.
            return new MemoryBandwidth(
                Best(Reading),
                Math.Max(Best(Copying<CachedStore>), Best(Copying<StreamingStore>)),
                Math.Max(Best(Adding<CachedStore>), Best(Adding<StreamingStore>)));
        }
        finally
        {
            NativeMemory.AlignedFree(a);
            NativeMemory.AlignedFree(b);
            NativeMemory.AlignedFree(c);
        }
    }

    private static unsafe float* Allocate()
    {
        float* memory = (float*)NativeMemory.AlignedAlloc(Elements * sizeof(float), 64);
        new Span<float>(memory, Elements).Fill(1);
        return memory;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static unsafe double Reading(float* a, float* b, float* c, nint count)
    {
        // Four places at once keep more reads under way than one.
        Vector256<float> s = default, t = default, u = default, v = default;
        nint quarter = count / 4 / Width * Width;
        for (nint i = 0; i < quarter; i += Width)
        {
            s += Vector256.LoadAligned(a + i);
            t += Vector256.LoadAligned(a + quarter + i);
            u += Vector256.LoadAligned(a + (2 * quarter) + i);
            v += Vector256.LoadAligned(a + (3 * quarter) + i);
        }

        // The sum is looked at, so that the loop is not left out.
        return Vector256.Sum(s + t + u + v) >= 0 ? 4.0 * quarter * sizeof(float) : 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static unsafe double Copying<S>(float* a, float* b, float* c, nint count)
        where S : IStore
    {
        for (nint i = 0; i < count; i += Width)
        {
            S.Store(Vector256.LoadAligned(a + i), b + i);
        }

        return 2.0 * count * sizeof(float);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static unsafe double Adding<S>(float* a, float* b, float* c, nint count)
        where S : IStore
    {
        for (nint i = 0; i < count; i += Width)
        {
            S.Store(Vector256.LoadAligned(a + i) + Vector256.LoadAligned(b + i), c + i);
        }

        return 3.0 * count * sizeof(float);
    }

    private interface IStore
    {
        static abstract unsafe void Store(Vector256<float> value, float* target);
    }

    private readonly struct CachedStore : IStore
    {
        public static unsafe void Store(Vector256<float> value, float* target) => value.StoreAligned(target);
    }

    private readonly struct StreamingStore : IStore
    {
        public static unsafe void Store(Vector256<float> value, float* target) => value.StoreAlignedNonTemporal(target);
    }
}
