using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>The loops of folds. Four accumulators hide the latency of addition, and make sums more exact.</summary>
internal static unsafe class ReduceLoop
{
    /// <summary>Folds an array into one value.</summary>
    [MethodImpl(HotLoop.Options)]
    public static T Row<K, V, T>(K kernel, T* x, nint length)
        where K : struct, IReduceKernel
        where V : struct, INumberLane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        V a = kernel.Identity<V>();
        V b = a;
        V c = a;
        V d = a;
        nint i = 0;
        for (; i <= length - (4 * V.Count); i += 4 * V.Count)
        {
            a = kernel.Combine(a, V.Load(x + i));
            b = kernel.Combine(b, V.Load(x + i + V.Count));
            c = kernel.Combine(c, V.Load(x + i + (2 * V.Count)));
            d = kernel.Combine(d, V.Load(x + i + (3 * V.Count)));
        }

        for (; i <= length - V.Count; i += V.Count)
        {
            a = kernel.Combine(a, V.Load(x + i));
        }

        V all = kernel.Combine(kernel.Combine(a, b), kernel.Combine(c, d));
        V total = kernel.Identity<V>();
        for (int j = 0; j < V.Count; j++)
        {
            total = kernel.Combine(total, V.Broadcast(V.Element(all, j)));
        }

        for (; i < length; i++)
        {
            total = kernel.Combine(total, V.Broadcast(x[i]));
        }

        return V.Element(total, 0);
    }

    /// <summary>Folds rows of a matrix into one row: y[j] = fold of x[i, j].</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Columns<K, V, T>(K kernel, T* x, T* y, nint rows, nint stride, nint length)
        where K : struct, IReduceKernel
        where V : struct, INumberLane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        // four vectors at a time, so that a row is read in one go
        nint j = 0;
        for (; j <= length - (4 * V.Count); j += 4 * V.Count)
        {
            V a = kernel.Identity<V>();
            V b = a;
            V c = a;
            V d = a;
            T* p = x + j;
            for (nint i = 0; i < rows; i++, p += stride)
            {
                a = kernel.Combine(a, V.Load(p));
                b = kernel.Combine(b, V.Load(p + V.Count));
                c = kernel.Combine(c, V.Load(p + (2 * V.Count)));
                d = kernel.Combine(d, V.Load(p + (3 * V.Count)));
            }

            V.Store(a, y + j);
            V.Store(b, y + j + V.Count);
            V.Store(c, y + j + (2 * V.Count));
            V.Store(d, y + j + (3 * V.Count));
        }

        for (; j <= length - V.Count; j += V.Count)
        {
            V sum = kernel.Identity<V>();
            T* p = x + j;
            for (nint i = 0; i < rows; i++, p += stride)
            {
                sum = kernel.Combine(sum, V.Load(p));
            }

            V.Store(sum, y + j);
        }

        for (; j < length; j++)
        {
            V sum = kernel.Identity<V>();
            for (nint i = 0; i < rows; i++)
            {
                sum = kernel.Combine(sum, V.Broadcast(x[(i * stride) + j]));
            }

            y[j] = V.Element(sum, 0);
        }
    }
}
