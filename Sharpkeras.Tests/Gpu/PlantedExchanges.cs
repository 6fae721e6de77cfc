using ILGPU;
using Sharpkeras.Gpu.Kernels;

namespace Sharpkeras.Tests.Gpu;

/// <summary>A sum in shared memory, right and with the faults that such kernels have.</summary>
internal static class PlantedExchanges
{
    public const int GroupSize = 64;

    [GpuKernel]
    public static void Right(ArrayView<float> x, ArrayView<float> y, int length) => Sum(x, y, length, 0);

    /// <summary>The barrier between two steps is missing.</summary>
    [GpuKernel]
    public static void Race(ArrayView<float> x, ArrayView<float> y, int length)
    {
        ArrayView<float> shared = SharedMemory.Allocate<float>(GroupSize);
        int thread = Group.IdxX;
        shared[thread] = Threads.Index < length ? x[Threads.Index] : 0;
        Group.Barrier();
        for (int half = GroupSize / 2; half > 0; half /= 2)
        {
            if (thread < half)
            {
                shared[thread] += shared[thread + half];
            }
        }

        if (thread == 0)
        {
            y[Grid.IdxX] = shared[0];
        }
    }

    /// <summary>The last group reads beyond the end of x.</summary>
    [GpuKernel]
    public static void OverrunOfInput(ArrayView<float> x, ArrayView<float> y, int length) => Sum(x, y, length + 1, 0);

    /// <summary>A thread writes beside its group's memory.</summary>
    [GpuKernel]
    public static void OverrunOfShared(ArrayView<float> x, ArrayView<float> y, int length) => Sum(x, y, length, 1);

    /// <summary>Threads without an element return before the others wait for them.</summary>
    [GpuKernel]
    public static void EarlyReturn(ArrayView<float> x, ArrayView<float> y, int length)
    {
        ArrayView<float> shared = SharedMemory.Allocate<float>(GroupSize);
        if (Threads.Index >= length)
        {
            return;
        }

        shared[Group.IdxX] = x[Threads.Index];
        Group.Barrier();
        if (Group.IdxX == 0)
        {
            y[Grid.IdxX] = shared[1];
        }
    }

    private static void Sum(ArrayView<float> x, ArrayView<float> y, int length, int shift)
    {
        ArrayView<float> shared = SharedMemory.Allocate<float>(GroupSize);
        int thread = Group.IdxX;
        shared[thread + shift] = Threads.Index < length ? x[Threads.Index] : 0;
        Group.Barrier();
        for (int half = GroupSize / 2; half > 0; half /= 2)
        {
            if (thread < half)
            {
                shared[thread] += shared[thread + half];
            }

            Group.Barrier();
        }

        if (thread == 0)
        {
            y[Grid.IdxX] = shared[0];
        }
    }
}
