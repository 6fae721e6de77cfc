using System.Runtime.CompilerServices;

namespace Sharpkeras.Cpu;

/// <summary>Copies boxes of elements with any distances between neighbours, one inner row after the other.</summary>
internal static unsafe class StridedCopy
{
    public static void Run(
        void* source, long sourceOffset, Span<long> from, void* target, long targetOffset, Span<long> to, ReadOnlySpan<int> size, int elementSize)
    {
        switch (elementSize)
        {
            case 1: Run((byte*)source + sourceOffset, from, (byte*)target + targetOffset, to, size); break;
            case 2: Run((short*)source + sourceOffset, from, (short*)target + targetOffset, to, size); break;
            case 4: Run((int*)source + sourceOffset, from, (int*)target + targetOffset, to, size); break;
            default: Run((long*)source + sourceOffset, from, (long*)target + targetOffset, to, size); break;
        }
    }

    private static void Run<T>(T* source, Span<long> from, T* target, Span<long> to, ReadOnlySpan<int> size)
        where T : unmanaged
    {
        int rank = size.Length;
        if (rank == 0)
        {
            *target = *source;
            return;
        }

        Span<int> index = stackalloc int[rank];
        int inner = size[^1];
        while (true)
        {
            Row(source, from[rank - 1], target, to[rank - 1], inner);
            int axis = rank - 2;
            for (; axis >= 0; axis--)
            {
                source += from[axis];
                target += to[axis];
                if (++index[axis] < size[axis])
                {
                    break;
                }

                source -= from[axis] * size[axis];
                target -= to[axis] * size[axis];
                index[axis] = 0;
            }

            if (axis < 0)
            {
                return;
            }
        }
    }

    [MethodImpl(HotLoop.Options)]
    private static void Row<T>(T* source, long from, T* target, long to, int length)
        where T : unmanaged
    {
        if (from == 1 && to == 1)
        {
            Unsafe.CopyBlockUnaligned(target, source, (uint)(length * sizeof(T)));
            return;
        }

        for (int i = 0; i < length; i++)
        {
            target[i * to] = source[i * from];
        }
    }
}
