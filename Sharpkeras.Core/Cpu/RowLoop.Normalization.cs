using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// Layer normalization of a row. Arrays by columns (the scale, the offset, sums) have room for whole vectors; rows of tensors have not.
/// </summary>
internal static unsafe partial class RowLoop
{
    /// <summary>y = (x − mean)·inverse·scale + offset.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Normalize<V, T>(T* x, T* y, nint length, V mean, V inverse, T* scale, T* offset)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        nint i = 0;
        for (; i <= length - V.Count; i += V.Count)
        {
            V.Store(V.FusedMultiplyAdd((V.Load(x + i) - mean) * inverse, V.Load(scale + i), V.Load(offset + i)), y + i);
        }

        if (i < length)
        {
            V value = (Tail.Load<V, T>(x + i, length - i) - mean) * inverse;
            Tail.Store(V.FusedMultiplyAdd(value, V.Load(scale + i), V.Load(offset + i)), y + i, length - i);
        }
    }

    /// <summary>dscale += dy·x̂ and doffset += dy, where x̂ = (x − mean)·inverse.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void AddGradients<V, T>(T* x, T* dy, nint length, V mean, V inverse, T* dscale, T* doffset)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        for (nint i = 0; i < length; i += V.Count)
        {
            V gradient = Load<V, T>(dy + i, length - i);
            V normal = (Load<V, T>(x + i, length - i) - mean) * inverse;
            V.Store(V.FusedMultiplyAdd(gradient, normal, V.Load(dscale + i)), dscale + i);
            V.Store(V.Load(doffset + i) + gradient, doffset + i);
        }
    }

    /// <summary>Σ g and Σ g·x̂, where g = dy·scale.</summary>
    [MethodImpl(HotLoop.Options)]
    public static (V Sum, V Weighted) ScaledProducts<V, T>(T* x, T* dy, T* scale, nint length, V mean, V inverse)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        V sum = V.Of(0);
        V weighted = V.Of(0);
        nint i = 0;
        for (; i <= length - V.Count; i += V.Count)
        {
            V gradient = V.Load(dy + i) * V.Load(scale + i);
            sum += gradient;
            weighted = V.FusedMultiplyAdd(gradient, (V.Load(x + i) - mean) * inverse, weighted);
        }

        sum = Total<V, T>(sum);
        weighted = Total<V, T>(weighted);
        for (; i < length; i++)
        {
            V gradient = V.Broadcast(dy[i]) * V.Broadcast(scale[i]);
            sum += gradient;
            weighted = V.FusedMultiplyAdd(gradient, (V.Broadcast(x[i]) - mean) * inverse, weighted);
        }

        return (sum, weighted);
    }

    /// <summary>dx = (dy·scale − offset − x̂·slope)·inverse.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Gradient<V, T>(T* x, T* dy, T* scale, T* dx, nint length, V mean, V inverse, V offset, V slope)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        nint i = 0;
        for (; i <= length - V.Count; i += V.Count)
        {
            V normal = (V.Load(x + i) - mean) * inverse;
            V gradient = (V.Load(dy + i) * V.Load(scale + i)) - offset;
            V.Store((gradient - (normal * slope)) * inverse, dx + i);
        }

        if (i < length)
        {
            V normal = (Tail.Load<V, T>(x + i, length - i) - mean) * inverse;
            V gradient = (Tail.Load<V, T>(dy + i, length - i) * V.Load(scale + i)) - offset;
            Tail.Store((gradient - (normal * slope)) * inverse, dx + i, length - i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Load<V, T>(T* source, nint length)
        where V : struct, IVectorLane<V, T>
        where T : unmanaged => length >= V.Count ? V.Load(source) : Tail.Load<V, T>(source, length);
}
