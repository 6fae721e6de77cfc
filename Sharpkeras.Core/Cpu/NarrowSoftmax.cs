using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// The parts of softmax for rows that hardly fill a vector: as many rows as there are lanes are turned, so that each lane has a row of its
/// own and nothing is left over.
/// </summary>
internal static unsafe class NarrowSoftmax
{
    /// <summary>Whether rows of this length are better turned.</summary>
    public static bool Fits<V, T>(int length)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged => V.Count > 1 && length <= 2 * V.Count;

    /// <summary>y = exp(x − max) / Σ exp(x − max) for rows of x [rows, length].</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Softmax<V, T>(T* x, T* y, nint rows, nint length)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        using Scratch.Frame frame = Scratch.Open();
        T* columns = frame.Take<T>(length * V.Count);
        for (nint row = 0; row < rows; row += V.Count)
        {
            nint count = Math.Min(V.Count, rows - row);
            Powers<V, T>(x + (row * length), columns, count, length, out _, out V sum);
            for (nint i = 0; i < length; i++)
            {
                V.Store(V.Load(columns + (i * V.Count)) / sum, columns + (i * V.Count));
            }

            Transposer.Run(columns, V.Count, y + (row * length), length, length, count);
        }
    }

    /// <summary>max + log Σ exp(x − max) for rows of x [rows, length].</summary>
    [MethodImpl(HotLoop.Options)]
    public static void LogSums<V, T>(T* x, T* sums, nint rows, nint length)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        using Scratch.Frame frame = Scratch.Open();
        T* columns = frame.Take<T>(length * V.Count);
        T* values = frame.Take<T>(V.Count);
        for (nint row = 0; row < rows; row += V.Count)
        {
            nint count = Math.Min(V.Count, rows - row);
            Powers<V, T>(x + (row * length), columns, count, length, out V max, out V sum);
            V.Store(max + V.Log(sum), values);
            Unsafe.CopyBlockUnaligned(sums + row, values, (uint)(count * sizeof(T)));
        }
    }

    /// <summary>Columns of exp(x − max), with a row in each lane; lanes without a row hold something finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Powers<V, T>(T* x, T* columns, nint rows, nint length, out V max, out V sum)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        if (rows < V.Count)
        {
            NativeMemory.Clear(columns, (nuint)(length * V.Count * sizeof(T)));
        }

        Transposer.Run(x, length, columns, V.Count, rows, length);
        max = V.Lowest;
        for (nint i = 0; i < length; i++)
        {
            max = V.Max(max, V.Load(columns + (i * V.Count)));
        }

        sum = V.Of(0);
        for (nint i = 0; i < length; i++)
        {
            V power = V.Exp(V.Load(columns + (i * V.Count)) - max);
            sum += power;
            V.Store(power, columns + (i * V.Count));
        }
    }
}
