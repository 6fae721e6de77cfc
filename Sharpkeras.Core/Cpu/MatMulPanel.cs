using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Panels of the right factor of a product: rows of one or two vectors, one behind the other.</summary>
internal static unsafe class MatMulPanel
{
    /// <summary>Copies a part of a matrix to a panel; what is missing to whole vectors becomes zero.</summary>
    /// <param name="source">The first element.</param>
    /// <param name="stride">Elements from one row of the source to the next.</param>
    /// <param name="transposed">The rows of the panel are columns of the source.</param>
    /// <param name="target">[steps, vectors] vectors.</param>
    /// <param name="steps">Rows of the panel.</param>
    /// <param name="width">Columns that exist.</param>
    /// <param name="vectors">One or two.</param>
    [MethodImpl(HotLoop.Options)]
    public static void Pack<V, T>(T* source, nint stride, bool transposed, T* target, int steps, int width, int vectors)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        int row = vectors * V.Count;
        PackedBytes.Add((long)steps * row * sizeof(T));
        if (width < row)
        {
            new Span<T>(target, steps * row).Clear();
        }

        if (transposed)
        {
            Transposer.Run(source, stride, target, row, width, steps);
            return;
        }

        for (int i = 0; i < steps; i++)
        {
            if (width == 2 * V.Count)
            {
                V.Store(V.Load(source), target);
                V.Store(V.Load(source + V.Count), target + V.Count);
            }
            else
            {
                Unsafe.CopyBlockUnaligned(target, source, (uint)(width * sizeof(T)));
            }

            source += stride;
            target += row;
        }
    }
}
