using System.Numerics;
using System.Runtime.CompilerServices;

namespace Sharpkeras.Cpu;

/// <summary>Lines of channels, and lines where each channel stands several times in a row.</summary>
internal static unsafe class ChannelCopies
{
    /// <summary>Each element several times.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Repeat<T>(T* source, T* target, nint length, int times)
        where T : unmanaged
    {
        for (nint i = 0; i < length; i++)
        {
            T value = source[i];
            for (int copy = 0; copy < times; copy++)
            {
                *target++ = value;
            }
        }
    }

    /// <summary>The sums of as many neighbours, in order.</summary>
    public static void Fold<T>(T* source, T* target, nint length, int times)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            FoldNumbers((float*)source, (float*)target, length, times);
        }
        else
        {
            FoldNumbers((double*)source, (double*)target, length, times);
        }
    }

    [MethodImpl(HotLoop.Options)]
    private static void FoldNumbers<T>(T* source, T* target, nint length, int times)
        where T : unmanaged, INumber<T>
    {
        for (nint i = 0; i < length; i++)
        {
            T sum = *source++;
            for (int copy = 1; copy < times; copy++)
            {
                sum += *source++;
            }

            target[i] = sum;
        }
    }
}
