using ILGPU;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>Looks for what a host cannot see without waiting.</summary>
internal static class CheckKernels
{
    /// <summary>
    /// Writes the number of a check, and an index that is outside [low, high) and its place, where there is one. Any of several may be
    /// the one that is reported.
    /// </summary>
    [GpuKernel]
    public static void Indices(ArrayView<int> indices, int wide, int low, int high, int number, ArrayView<int> report, int length)
    {
        for (int i = Threads.Index; i < length; i += Threads.Count)
        {
            int index = indices[(long)i << wide];

            // an int64 that is no int32 differs from it in the upper half
            int upper = wide != 0 ? indices[((long)i << 1) + 1] : index >> 31;
            if (index < low || index >= high || upper != index >> 31)
            {
                report[0] = number;
                report[1] = index;
                report[2] = i;
            }
        }
    }
}
