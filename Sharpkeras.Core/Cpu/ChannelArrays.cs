using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Arrays of one number for each channel, with room for whole vectors.</summary>
internal static unsafe class ChannelArrays
{
    /// <summary>A copy, or a constant where there is none.</summary>
    public static T* Copy<V, T>(Scratch.Frame frame, void* source, int channels, double missing)
        where V : struct, IVectorLane<V, T>
        where T : unmanaged
    {
        T* target = frame.TakeZeros<T>(ChannelPlan.Pad(channels, V.Count));
        if (source == null)
        {
            new Span<T>(target, channels).Fill(Numbers.Of<T>(missing));
        }
        else
        {
            Store((T*)source, target, channels);
        }

        return target;
    }

    /// <summary>1 / √(variance + ε).</summary>
    public static T* InverseRoots<V, T>(Scratch.Frame frame, void* variance, int channels, double epsilon)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        T* target = Copy<V, T>(frame, variance, channels, 0);
        V small = V.Broadcast(Numbers.Of<T>(epsilon));
        for (nint j = 0; j < channels; j += V.Count)
        {
            V.Store(V.Of(1) / V.Sqrt(V.Load(target + j) + small), target + j);
        }

        return target;
    }

    /// <summary>a ⊙ b, in place of a.</summary>
    public static void Multiply<V, T>(T* a, T* b, int channels)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        for (nint j = 0; j < channels; j += V.Count)
        {
            V.Store(V.Load(a + j) * V.Load(b + j), a + j);
        }
    }

    /// <summary>The numbers repeated for each row of a period.</summary>
    public static T* Widen<T>(Scratch.Frame frame, T* source, in ChannelPlan plan)
        where T : unmanaged
    {
        T* target = frame.TakeZeros<T>(plan.Padded);
        for (int i = 0; i < plan.Factor; i++)
        {
            Store(source, target + ((nint)i * plan.Channels), plan.Channels);
        }

        return target;
    }

    /// <summary>target = source.</summary>
    public static void Store<T>(T* source, T* target, long length)
        where T : unmanaged => Buffer.MemoryCopy(source, target, length * sizeof(T), length * sizeof(T));
}
