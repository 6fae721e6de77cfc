using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sharpkeras.Cpu;

/// <summary>Transposes matrices into other memory, for float32 in blocks of four by four.</summary>
internal static unsafe class TransposeCopy
{
    /// <summary>target[j, i] = source[i, j] for i &lt; rows, j &lt; columns; the steps are the distances between rows.</summary>
    public static void Run<T>(T* source, nint sourceStep, T* target, nint targetStep, int rows, int columns)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float) && Sse.IsSupported)
        {
            Floats((float*)source, sourceStep, (float*)target, targetStep, rows, columns);
        }
        else
        {
            Scalars(source, sourceStep, target, targetStep, 0, rows, 0, columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Floats(float* source, nint sourceStep, float* target, nint targetStep, int rows, int columns)
    {
        int wholeRows = rows & ~3;
        int wholeColumns = columns & ~3;
        for (int j = 0; j < wholeColumns; j += 4)
        {
            for (int i = 0; i < wholeRows; i += 4)
            {
                float* from = source + (i * sourceStep) + j;
                Vector128<float> a = Vector128.Load(from);
                Vector128<float> b = Vector128.Load(from + sourceStep);
                Vector128<float> c = Vector128.Load(from + (2 * sourceStep));
                Vector128<float> d = Vector128.Load(from + (3 * sourceStep));
                Vector128<float> abLow = Sse.UnpackLow(a, b);
                Vector128<float> abHigh = Sse.UnpackHigh(a, b);
                Vector128<float> cdLow = Sse.UnpackLow(c, d);
                Vector128<float> cdHigh = Sse.UnpackHigh(c, d);
                float* to = target + (j * targetStep) + i;
                Sse.MoveLowToHigh(abLow, cdLow).Store(to);
                Sse.MoveHighToLow(cdLow, abLow).Store(to + targetStep);
                Sse.MoveLowToHigh(abHigh, cdHigh).Store(to + (2 * targetStep));
                Sse.MoveHighToLow(cdHigh, abHigh).Store(to + (3 * targetStep));
            }
        }

        Scalars(source, sourceStep, target, targetStep, 0, wholeRows, wholeColumns, columns);
        Scalars(source, sourceStep, target, targetStep, wholeRows, rows, 0, columns);
    }

    private static void Scalars<T>(T* source, nint sourceStep, T* target, nint targetStep, int firstRow, int rows, int firstColumn, int columns)
        where T : unmanaged
    {
        for (int j = firstColumn; j < columns; j++)
        {
            for (int i = firstRow; i < rows; i++)
            {
                target[(j * targetStep) + i] = source[(i * sourceStep) + j];
            }
        }
    }
}
