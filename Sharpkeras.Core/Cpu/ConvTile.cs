using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>The run of kernel places that a tile of outputs looks at: rows of the window, and in each row groups of values that follow each other.</summary>
internal struct ConvRun
{
    /// <summary>Rows of the window, and the distance between them in the input and in the weights.</summary>
    public int Rows;
    public nint RowStep;
    public nint WeightRowStep;

    /// <summary>Groups in a row (one, unless there is a dilation), and the distance between them.</summary>
    public int Groups;
    public nint GroupStep;
    public nint WeightGroupStep;

    /// <summary>Values in a group: columns of the window times channels.</summary>
    public int Length;

    /// <summary>The distance between the weights of neighbouring values.</summary>
    public nint WeightStep;
}

/// <summary>
/// The innermost part of convolutions with as many images as a vector has lanes: one vector holds the same value of all of them, and
/// a weight is broadcast. Two output pixels times some channels stay in registers. Memory is [row][column][channel][lane].
/// </summary>
internal static unsafe class ConvTile
{
    /// <summary>y[2 pixels, 6 channels] = bias + Σ x·w. The second pixel's input is <paramref name="pixelStep"/> after the first's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Six<V, T>(in ConvRun run, T* x, nint pixelStep, T* w, T* bias, T* y, nint yStep)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        V a0 = Start<V, T>(bias, 0), a1 = Start<V, T>(bias, 1), a2 = Start<V, T>(bias, 2);
        V a3 = Start<V, T>(bias, 3), a4 = Start<V, T>(bias, 4), a5 = Start<V, T>(bias, 5);
        V b0 = a0, b1 = a1, b2 = a2, b3 = a3, b4 = a4, b5 = a5;
        nint weightStep = run.WeightStep;
        for (int row = 0; row < run.Rows; row++)
        {
            for (int group = 0; group < run.Groups; group++)
            {
                T* p = x + (row * run.RowStep) + (group * run.GroupStep);
                T* q = w + (row * run.WeightRowStep) + (group * run.WeightGroupStep);
                for (nint i = run.Length; i > 0; i--)
                {
                    V first = V.Load(p);
                    V second = V.Load(p + pixelStep);
                    V weight = V.Broadcast(q[0]);
                    a0 = V.FusedMultiplyAdd(first, weight, a0);
                    b0 = V.FusedMultiplyAdd(second, weight, b0);
                    weight = V.Broadcast(q[1]);
                    a1 = V.FusedMultiplyAdd(first, weight, a1);
                    b1 = V.FusedMultiplyAdd(second, weight, b1);
                    weight = V.Broadcast(q[2]);
                    a2 = V.FusedMultiplyAdd(first, weight, a2);
                    b2 = V.FusedMultiplyAdd(second, weight, b2);
                    weight = V.Broadcast(q[3]);
                    a3 = V.FusedMultiplyAdd(first, weight, a3);
                    b3 = V.FusedMultiplyAdd(second, weight, b3);
                    weight = V.Broadcast(q[4]);
                    a4 = V.FusedMultiplyAdd(first, weight, a4);
                    b4 = V.FusedMultiplyAdd(second, weight, b4);
                    weight = V.Broadcast(q[5]);
                    a5 = V.FusedMultiplyAdd(first, weight, a5);
                    b5 = V.FusedMultiplyAdd(second, weight, b5);
                    p += V.Count;
                    q += weightStep;
                }
            }
        }

        Put(y, a0, a1, a2);
        Put(y + (3 * V.Count), a3, a4, a5);
        Put(y + yStep, b0, b1, b2);
        Put(y + yStep + (3 * V.Count), b3, b4, b5);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Put(T* target, V first, V second, V third)
        {
            V.Store(first, target);
            V.Store(second, target + V.Count);
            V.Store(third, target + (2 * V.Count));
        }
    }

    /// <summary>The same for four channels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Four<V, T>(in ConvRun run, T* x, nint pixelStep, T* w, T* bias, T* y, nint yStep)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        V a0 = Start<V, T>(bias, 0), a1 = Start<V, T>(bias, 1), a2 = Start<V, T>(bias, 2), a3 = Start<V, T>(bias, 3);
        V b0 = a0, b1 = a1, b2 = a2, b3 = a3;
        nint weightStep = run.WeightStep;
        for (int row = 0; row < run.Rows; row++)
        {
            for (int group = 0; group < run.Groups; group++)
            {
                T* p = x + (row * run.RowStep) + (group * run.GroupStep);
                T* q = w + (row * run.WeightRowStep) + (group * run.WeightGroupStep);
                for (nint i = run.Length; i > 0; i--)
                {
                    V first = V.Load(p);
                    V second = V.Load(p + pixelStep);
                    V weight = V.Broadcast(q[0]);
                    a0 = V.FusedMultiplyAdd(first, weight, a0);
                    b0 = V.FusedMultiplyAdd(second, weight, b0);
                    weight = V.Broadcast(q[1]);
                    a1 = V.FusedMultiplyAdd(first, weight, a1);
                    b1 = V.FusedMultiplyAdd(second, weight, b1);
                    weight = V.Broadcast(q[2]);
                    a2 = V.FusedMultiplyAdd(first, weight, a2);
                    b2 = V.FusedMultiplyAdd(second, weight, b2);
                    weight = V.Broadcast(q[3]);
                    a3 = V.FusedMultiplyAdd(first, weight, a3);
                    b3 = V.FusedMultiplyAdd(second, weight, b3);
                    p += V.Count;
                    q += weightStep;
                }
            }
        }

        V.Store(a0, y);
        V.Store(a1, y + V.Count);
        V.Store(a2, y + (2 * V.Count));
        V.Store(a3, y + (3 * V.Count));
        y += yStep;
        V.Store(b0, y);
        V.Store(b1, y + V.Count);
        V.Store(b2, y + (2 * V.Count));
        V.Store(b3, y + (3 * V.Count));
    }

    /// <summary>The same for one channel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void One<V, T>(in ConvRun run, T* x, nint pixelStep, T* w, T* bias, T* y, nint yStep)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        V a = Start<V, T>(bias, 0);
        V b = a;
        for (int row = 0; row < run.Rows; row++)
        {
            for (int group = 0; group < run.Groups; group++)
            {
                T* p = x + (row * run.RowStep) + (group * run.GroupStep);
                T* q = w + (row * run.WeightRowStep) + (group * run.WeightGroupStep);
                for (nint i = run.Length; i > 0; i--)
                {
                    V weight = V.Broadcast(*q);
                    a = V.FusedMultiplyAdd(V.Load(p), weight, a);
                    b = V.FusedMultiplyAdd(V.Load(p + pixelStep), weight, b);
                    p += V.Count;
                    q += run.WeightStep;
                }
            }
        }

        V.Store(a, y);
        V.Store(b, y + yStep);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Start<V, T>(T* bias, int channel)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged => bias == null ? default : V.Broadcast(bias[channel]);
}
