using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>The plain recurrent layer: h = tanh(x·w + h·u + bias). Its gate is the new h.</summary>
internal readonly unsafe struct SimpleRnnCell : ISequenceCell
{
    public static int Gates => 1;

    public static bool HasCell => false;

    public static bool IsApart => false;

    public static bool HasKept => false;

    public static void Forward<V, T>(in SequenceRow<T> row, nint units)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        GateLoop.Activate<TanhKernel, V, T>(default, row.Input, row.Recurrent, row.H, units);
        if (row.Gates != row.Input)
        {
            Unsafe.CopyBlockUnaligned(row.Gates, row.H, (uint)(units * sizeof(T)));
        }
    }

    [MethodImpl(HotLoop.Options)]
    public static void Gradient<V, T>(in SequenceGradientRow<T> row, nint units)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        T* h = row.Gates;
        T* dh = row.H;
        nint i = 0;
        for (; i <= units - V.Count; i += V.Count)
        {
            V dz = default(TanhKernel).Gradient(V.Of(0), V.Load(h + i), V.Load(dh + i) + V.Load(row.Output + i));
            V.Store(V.Of(0), dh + i);
            V.Store(dz, h + i);
            V.Store(dz, row.Recurrent + i);
        }

        if (i < units)
        {
            nint rest = units - i;
            V dz = default(TanhKernel).Gradient(V.Of(0), Tail.Load<V, T>(h + i, rest), V.Load(dh + i) + Tail.Load<V, T>(row.Output + i, rest));
            V.Store(V.Of(0), dh + i);
            Tail.Store(dz, h + i, rest);
            Tail.Store(dz, row.Recurrent + i, rest);
        }
    }
}
