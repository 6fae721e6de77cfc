using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>The loops of running folds. Each column has its own chain, so that the vector width does not change a result.</summary>
internal static unsafe class ScanLoop
{
    /// <summary>y[i, j] = the fold of x[0…i, j]; rows are <paramref name="step"/> elements apart, backwards where it is negative.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Run<K, V, T>(K kernel, T* x, T* y, nint rows, nint step, nint columns)
        where K : struct, IReduceKernel
        where V : struct, INumberLane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        nint j = 0;
        for (; j <= columns - V.Count; j += V.Count)
        {
            V sum = V.Load(x + j);
            V.Store(sum, y + j);
            for (nint i = 1; i < rows; i++)
            {
                sum = kernel.Combine(sum, V.Load(x + (i * step) + j));
                V.Store(sum, y + (i * step) + j);
            }
        }

        for (; j < columns; j++)
        {
            V sum = V.Broadcast(x[j]);
            y[j] = x[j];
            for (nint i = 1; i < rows; i++)
            {
                sum = kernel.Combine(sum, V.Broadcast(x[(i * step) + j]));
                y[(i * step) + j] = V.Element(sum, 0);
            }
        }
    }

    /// <summary>dx[i, j] = Π x[0…i − 1, j] · s[i, j], where s[i, j] = dy[i, j] + x[i + 1, j] · s[i + 1, j].</summary>
    [MethodImpl(HotLoop.Options)]
    public static void ProductGradient<V, T>(T* x, T* dy, T* dx, nint rows, nint columns)
        where V : struct, INumberLane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        nint j = 0;
        for (; j <= columns - V.Count; j += V.Count)
        {
            V product = V.Of(1);
            for (nint at = j; at < rows * columns; at += columns)
            {
                V.Store(product, dx + at);
                product *= V.Load(x + at);
            }

            V sum = V.Load(dy + ((rows - 1) * columns) + j);
            for (nint at = ((rows - 1) * columns) + j; ; at -= columns)
            {
                V.Store(V.Load(dx + at) * sum, dx + at);
                if (at == j)
                {
                    break;
                }

                sum = V.Load(dy + at - columns) + (V.Load(x + at) * sum);
            }
        }

        for (; j < columns; j++)
        {
            V product = V.Of(1);
            for (nint at = j; at < rows * columns; at += columns)
            {
                dx[at] = V.Element(product, 0);
                product *= V.Broadcast(x[at]);
            }

            V sum = V.Broadcast(dy[((rows - 1) * columns) + j]);
            for (nint at = ((rows - 1) * columns) + j; ; at -= columns)
            {
                dx[at] = V.Element(V.Broadcast(dx[at]) * sum, 0);
                if (at == j)
                {
                    break;
                }

                sum = V.Broadcast(dy[at - columns]) + (V.Broadcast(x[at]) * sum);
            }
        }
    }
}
