using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Sums along a row that normalization needs. Single results come in every element of a lane.</summary>
internal static unsafe partial class RowLoop
{
    /// <summary>The mean of a row.</summary>
    public static V Mean<V, T>(T* x, nint length)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged =>
        V.Broadcast(ReduceLoop.Row<SumReduction, V, T>(default, x, length)) / V.Broadcast(Numbers.Of<T>(length));

    /// <summary>Σ (x − center).</summary>
    [MethodImpl(HotLoop.Options)]
    public static V Distances<V, T>(T* x, nint length, V center)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        V even = V.Of(0);
        V odd = V.Of(0);
        nint i = 0;
        for (; i <= length - (2 * V.Count); i += 2 * V.Count)
        {
            even += V.Load(x + i) - center;
            odd += V.Load(x + i + V.Count) - center;
        }

        V total = Total<V, T>(even + odd);
        for (; i < length; i++)
        {
            total += V.Broadcast(x[i]) - center;
        }

        return total;
    }

    /// <summary>Σ (x − center)².</summary>
    [MethodImpl(HotLoop.Options)]
    public static V Squares<V, T>(T* x, nint length, V center)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        V even = V.Of(0);
        V odd = V.Of(0);
        nint i = 0;
        for (; i <= length - (2 * V.Count); i += 2 * V.Count)
        {
            V first = V.Load(x + i) - center;
            V second = V.Load(x + i + V.Count) - center;
            even = V.FusedMultiplyAdd(first, first, even);
            odd = V.FusedMultiplyAdd(second, second, odd);
        }

        for (; i <= length - V.Count; i += V.Count)
        {
            V distance = V.Load(x + i) - center;
            even = V.FusedMultiplyAdd(distance, distance, even);
        }

        V total = Total<V, T>(even + odd);
        for (; i < length; i++)
        {
            V distance = V.Broadcast(x[i]) - center;
            total = V.FusedMultiplyAdd(distance, distance, total);
        }

        return total;
    }

    /// <summary>Σ dy, and Σ dy·(x − center).</summary>
    [MethodImpl(HotLoop.Options)]
    public static (V Sum, V Weighted) Products<V, T>(T* x, T* dy, nint length, V center)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        V sum = V.Of(0);
        V weighted = V.Of(0);
        nint i = 0;
        for (; i <= length - V.Count; i += V.Count)
        {
            V gradient = V.Load(dy + i);
            sum += gradient;
            weighted = V.FusedMultiplyAdd(gradient, V.Load(x + i) - center, weighted);
        }

        sum = Total<V, T>(sum);
        weighted = Total<V, T>(weighted);
        for (; i < length; i++)
        {
            V gradient = V.Broadcast(dy[i]);
            sum += gradient;
            weighted = V.FusedMultiplyAdd(gradient, V.Broadcast(x[i]) - center, weighted);
        }

        return (sum, weighted);
    }

    /// <summary>The sum of a vector's elements, in order.</summary>
    public static V Total<V, T>(V value)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        V total = V.Of(0);
        for (int i = 0; i < V.Count; i++)
        {
            total += V.Broadcast(V.Element(value, i));
        }

        return total;
    }
}
