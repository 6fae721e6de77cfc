using ILGPU;
using Sharpkeras.Gpu.Kernels;
using Sharpkeras.Kernels;

namespace Sharpkeras.Tests.Gpu;

/// <summary>Kernels with the faults that the tests of kernels are there for: each must be found.</summary>
internal static class PlantedKernels
{
    [GpuKernel]
    public static void LocalArray(ArrayView<int> x, int length)
    {
        ArrayView<int> local = LocalMemory.Allocate<int>(32);
        for (int i = 0; i < length; i++)
        {
            local[x[i] & 31] = i;
        }

        x[Threads.Index] = local[length & 31];
    }

    /// <summary>The same where it is allowed.</summary>
    [GpuKernel(hot: false)]
    public static void LocalArrayOfColdKernel(ArrayView<int> x, int length) => LocalArray(x, length);

    [GpuKernel]
    public static void UnsupportedCall(ArrayView<long> y) => y[Threads.Index] = DateTime.UtcNow.Ticks;

    [GpuKernel]
    public static void UnknownConstraint<T>(ArrayView<int> y)
        where T : struct => y[Threads.Index] = 1;

    [GpuKernel]
    public static void NothingMeetsConstraint<T>(ArrayView<int> y)
        where T : unmanaged, IDisposable => y[Threads.Index] = 1;

    [GpuKernel]
    public static void TooMuchSharedMemory(ArrayView<float> x, ArrayView<float> y)
    {
        ArrayView<float> one = SharedMemory.Allocate<float>(8192);
        ArrayView<double> two = SharedMemory.Allocate<double>(2049);
        one[Group.IdxX] = x[Threads.Index];
        two[Group.IdxX] = 1;
        Group.Barrier();
        y[Threads.Index] = one[Group.DimX - 1 - Group.IdxX] + (float)two[0];
    }

    [GpuKernel]
    public static void DoubleAmongFloats(ArrayView<float> x, ArrayView<float> y) =>
        y[Threads.Index] = (float)(x[Threads.Index] * 1.000000001);

    [GpuKernel]
    public static void TooManyArguments(Many many, ArrayView<int> y) => y[Threads.Index] = many.A.A.A + many.H.H.H;

    /// <summary>Nothing is wrong here, but the mark is missing.</summary>
    public static void Unmarked(ArrayView<float> x, ArrayView<float> y) => y[Threads.Index] = x[Threads.Index];

    /// <summary>A fault inside a kernel for all functions and lanes, in two instances only.</summary>
    [GpuKernel]
    public static void ReducesInDouble<K, V>(K kernel, ArrayView<V> y)
        where K : struct, IReduceKernel
        where V : unmanaged, ILane<V> => y[Threads.Index] = kernel.Combine(kernel.Identity<V>(), V.Of(1) / y[0]);

    /// <summary>1,024 bytes: with a view it is too much.</summary>
    public struct Many
    {
        public Some A, B, C, D, E, F, G, H;
    }

    /// <summary>128 bytes.</summary>
    public struct Some
    {
        public Few A, B, C, D, E, F, G, H;
    }

    /// <summary>16 bytes.</summary>
    public struct Few
    {
        public int A, B, C, H;
    }
}
