using ILGPU;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>
/// Reading by index. Indices of either type are seen as int32, int64 as pairs of which the lower comes first (<c>wide</c> is 1, else 0).
/// The caller checks indices where the host can see them; others read nothing outside x, but 0.
/// </summary>
internal static class IndexKernels
{
    /// <summary>y[o, i, n] = x[o, indices[i], n] for x seen as [outer, count, inner].</summary>
    [GpuKernel]
    public static void Gather<T>(
        ArrayView<T> x, ArrayView<int> indices, int wide, ArrayView<T> y, int count, int picks, int inner, int length)
        where T : unmanaged
    {
        for (int e = Threads.Index; e < length; e += Threads.Count)
        {
            int row = e / inner;
            int outer = row / picks;
            int index = indices[(long)(row - (outer * picks)) << wide];
            y[e] = (uint)index < (uint)count ? x[(((outer * count) + index) * inner) + (e - (row * inner))] : default;
        }
    }

    /// <summary>y[o, i, n] = x[o, indices[o, i, n], n] for x seen as [outer, count, inner].</summary>
    [GpuKernel]
    public static void GatherAlong<T>(
        ArrayView<T> x, ArrayView<int> indices, int wide, ArrayView<T> y, int count, int picks, int inner, int length)
        where T : unmanaged
    {
        for (int e = Threads.Index; e < length; e += Threads.Count)
        {
            int row = e / inner;
            int index = indices[(long)e << wide];
            y[e] = (uint)index < (uint)count ? x[((((row / picks) * count) + index) * inner) + (e - (row * inner))] : default;
        }
    }

    /// <summary>y[i, n] = indices[i] is n ? one : 0.</summary>
    [GpuKernel]
    public static void OneHot<T>(ArrayView<int> indices, int wide, T one, ArrayView<T> y, int classes, int length)
        where T : unmanaged
    {
        for (int e = Threads.Index; e < length; e += Threads.Count)
        {
            int row = e / classes;
            int index = indices[(long)row << wide];

            // what lies in the upper half of an int64 is a number outside the classes
            int upper = wide != 0 ? indices[((long)row << 1) + 1] : 0;
            y[e] = index == e - (row * classes) && upper == 0 ? one : default;
        }
    }
}
