using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Sharpkeras.Cpu;

/// <summary>Turns rows into columns: target[c, r] = source[r, c], with a stride for either.</summary>
internal static unsafe class Transposer
{
    private const int Side = 8;
    private const int Half = 4;

    /// <summary>Columns that are done together: a cache line, so that a line is read once although the rows may evict each other.</summary>
    private const int Strip = 16;

    public static void Run<T>(T* source, nint sourceStride, T* target, nint targetStride, nint rows, nint columns)
        where T : unmanaged
    {
        if (sizeof(T) == sizeof(float) && Avx.IsSupported)
        {
            Floats((float*)source, sourceStride, (float*)target, targetStride, rows, columns);
        }
        else
        {
            Single(source, sourceStride, target, targetStride, rows, columns);
        }
    }

    private static void Single<T>(T* source, nint sourceStride, T* target, nint targetStride, nint rows, nint columns)
        where T : unmanaged
    {
        for (nint c = 0; c < columns; c++)
        {
            for (nint r = 0; r < rows; r++)
            {
                target[(c * targetStride) + r] = source[(r * sourceStride) + c];
            }
        }
    }

    [MethodImpl(HotLoop.Options)]
    private static void Floats(float* source, nint sourceStride, float* target, nint targetStride, nint rows, nint columns)
    {
        nint wholeRows = rows & -Side;
        nint wholeColumns = columns & -Half;
        for (nint strip = 0; strip < wholeColumns; strip += Strip)
        {
            nint end = Math.Min(strip + Strip, wholeColumns);
            for (nint r = 0; r < wholeRows; r += Side)
            {
                for (nint c = strip; c < end; c += Half)
                {
                    Columns(source + (r * sourceStride) + c, sourceStride, target + (c * targetStride) + r, targetStride);
                }
            }
        }

        if (rows - wholeRows >= Half)
        {
            for (nint c = 0; c < wholeColumns; c += Half)
            {
                Square(source + (wholeRows * sourceStride) + c, sourceStride, target + (c * targetStride) + wholeRows, targetStride);
            }

            wholeRows += Half;
        }

        float* below = target + (wholeColumns * targetStride);
        Single(source + wholeColumns, sourceStride, below, targetStride, wholeRows, columns - wholeColumns);
        Single(source + (wholeRows * sourceStride), sourceStride, target + wholeRows, targetStride, rows - wholeRows, columns);
    }

    /// <summary>Four rows of four columns: pairs, then quadruples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Square(float* source, nint sourceStride, float* target, nint targetStride)
    {
        Vector128<float> r0 = Vector128.Load(source);
        Vector128<float> r1 = Vector128.Load(source + sourceStride);
        Vector128<float> r2 = Vector128.Load(source + (2 * sourceStride));
        Vector128<float> r3 = Vector128.Load(source + (3 * sourceStride));
        Vector128<double> low01 = Sse.UnpackLow(r0, r1).AsDouble();
        Vector128<double> low23 = Sse.UnpackLow(r2, r3).AsDouble();
        Vector128<double> high01 = Sse.UnpackHigh(r0, r1).AsDouble();
        Vector128<double> high23 = Sse.UnpackHigh(r2, r3).AsDouble();
        Sse2.UnpackLow(low01, low23).AsSingle().Store(target);
        Sse2.UnpackHigh(low01, low23).AsSingle().Store(target + targetStride);
        Sse2.UnpackLow(high01, high23).AsSingle().Store(target + (2 * targetStride));
        Sse2.UnpackHigh(high01, high23).AsSingle().Store(target + (3 * targetStride));
    }

    /// <summary>Eight rows of four columns: halves of two rows in one vector, then pairs, then quadruples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Columns(float* source, nint sourceStride, float* target, nint targetStride)
    {
        float* upper = source + (Half * sourceStride);
        Vector256<float> r0 = Vector256.Create(Vector128.Load(source), Vector128.Load(upper));
        Vector256<float> r1 = Vector256.Create(Vector128.Load(source + sourceStride), Vector128.Load(upper + sourceStride));
        source += 2 * sourceStride;
        upper += 2 * sourceStride;
        Vector256<float> r2 = Vector256.Create(Vector128.Load(source), Vector128.Load(upper));
        Vector256<float> r3 = Vector256.Create(Vector128.Load(source + sourceStride), Vector128.Load(upper + sourceStride));
        Vector256<double> low01 = Avx.UnpackLow(r0, r1).AsDouble();
        Vector256<double> low23 = Avx.UnpackLow(r2, r3).AsDouble();
        Vector256<double> high01 = Avx.UnpackHigh(r0, r1).AsDouble();
        Vector256<double> high23 = Avx.UnpackHigh(r2, r3).AsDouble();
        Avx.UnpackLow(low01, low23).AsSingle().Store(target);
        Avx.UnpackHigh(low01, low23).AsSingle().Store(target + targetStride);
        target += 2 * targetStride;
        Avx.UnpackLow(high01, high23).AsSingle().Store(target);
        Avx.UnpackHigh(high01, high23).AsSingle().Store(target + targetStride);
    }
}
