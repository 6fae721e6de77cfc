using ILGPU;
using Sharpkeras.Gpu.Kernels.Products;
using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>The second step of products whose sums are split: what the first left in parts.</summary>
internal static class SplitKernels
{
    /// <summary>The outputs of a group: so many neighbouring threads read neighbouring parts.</summary>
    public const int Outputs = 32;

    /// <summary>The threads of a group: eight share the parts of an output.</summary>
    public const int Threads = 256;

    /// <summary>y = f(Σ parts + bias) for parts [splits, length], summed in an order that only their number decides.</summary>
    [GpuKernel]
    public static void Finish<K, V>(
        K kernel, ArrayView<V> parts, ArrayView<V> bias, ArrayView<V> y, int length, int splits, Divider columns, byte biased)
        where K : struct, IUnaryKernel
        where V : unmanaged, ILane<V>
    {
        ArrayView<V> shared = SharedMemory.Allocate<V>(Threads);
        int thread = Group.IdxX;
        int i = (Grid.IdxX * Outputs) + (thread & 31);
        V sum = default;
        if (i < length)
        {
            for (int split = thread >> 5; split < splits; split += 8)
            {
                sum += parts[(split * length) + i];
            }
        }

        shared[thread] = sum;
        Group.Barrier();
        if (thread < Outputs && i < length)
        {
            sum = shared[thread] + shared[thread + 32] + (shared[thread + 64] + shared[thread + 96])
                + (shared[thread + 128] + shared[thread + 160] + (shared[thread + 192] + shared[thread + 224]));
            if (biased != 0)
            {
                sum += bias[columns.Rest(i, columns.Divide(i))];
            }

            y[i] = kernel.Forward(sum);
        }
    }
}
