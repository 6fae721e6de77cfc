using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>The pixels that a tile of the kernel's gradient is summed over: some rows, and the distances between pixels and rows.</summary>
internal struct ConvGradientRun
{
    public int Rows;
    public int Pixels;
    public nint PixelStep;
    public nint RowStep;
    public nint GradientStep;
    public nint GradientRowStep;
}

/// <summary>
/// The innermost part of the gradient of convolution kernels, with images in the lanes: products of input and output gradient are
/// added up over pixels for two neighbouring places of the kernel and some filters, which stay in registers.
/// </summary>
internal static unsafe class ConvGradientTile
{
    /// <summary>sums[2 values, 6 filters] += Σ x·dy. The second value's input is <paramref name="second"/> after the first's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Six<V, T>(in ConvGradientRun run, T* x, nint second, T* dy, T* sums, nint sumStep)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        T* other = sums + sumStep;
        V a0 = V.Load(sums + (0 * V.Count)), b0 = V.Load(other + (0 * V.Count));
        V a1 = V.Load(sums + (1 * V.Count)), b1 = V.Load(other + (1 * V.Count));
        V a2 = V.Load(sums + (2 * V.Count)), b2 = V.Load(other + (2 * V.Count));
        V a3 = V.Load(sums + (3 * V.Count)), b3 = V.Load(other + (3 * V.Count));
        V a4 = V.Load(sums + (4 * V.Count)), b4 = V.Load(other + (4 * V.Count));
        V a5 = V.Load(sums + (5 * V.Count)), b5 = V.Load(other + (5 * V.Count));
        for (int row = 0; row < run.Rows; row++)
        {
            T* p = x + (row * run.RowStep);
            T* q = dy + (row * run.GradientRowStep);
            for (nint i = run.Pixels; i > 0; i--)
            {
                V first = V.Load(p);
                V next = V.Load(p + second);
                V d = V.Load(q);
                a0 = V.FusedMultiplyAdd(first, d, a0);
                b0 = V.FusedMultiplyAdd(next, d, b0);
                d = V.Load(q + (1 * V.Count));
                a1 = V.FusedMultiplyAdd(first, d, a1);
                b1 = V.FusedMultiplyAdd(next, d, b1);
                d = V.Load(q + (2 * V.Count));
                a2 = V.FusedMultiplyAdd(first, d, a2);
                b2 = V.FusedMultiplyAdd(next, d, b2);
                d = V.Load(q + (3 * V.Count));
                a3 = V.FusedMultiplyAdd(first, d, a3);
                b3 = V.FusedMultiplyAdd(next, d, b3);
                d = V.Load(q + (4 * V.Count));
                a4 = V.FusedMultiplyAdd(first, d, a4);
                b4 = V.FusedMultiplyAdd(next, d, b4);
                d = V.Load(q + (5 * V.Count));
                a5 = V.FusedMultiplyAdd(first, d, a5);
                b5 = V.FusedMultiplyAdd(next, d, b5);
                p += run.PixelStep;
                q += run.GradientStep;
            }
        }

        V.Store(a0, sums + (0 * V.Count));
        V.Store(b0, other + (0 * V.Count));
        V.Store(a1, sums + (1 * V.Count));
        V.Store(b1, other + (1 * V.Count));
        V.Store(a2, sums + (2 * V.Count));
        V.Store(b2, other + (2 * V.Count));
        V.Store(a3, sums + (3 * V.Count));
        V.Store(b3, other + (3 * V.Count));
        V.Store(a4, sums + (4 * V.Count));
        V.Store(b4, other + (4 * V.Count));
        V.Store(a5, sums + (5 * V.Count));
        V.Store(b5, other + (5 * V.Count));
    }

    /// <summary>The same for four filters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Four<V, T>(in ConvGradientRun run, T* x, nint second, T* dy, T* sums, nint sumStep)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        T* other = sums + sumStep;
        V a0 = V.Load(sums + (0 * V.Count)), b0 = V.Load(other + (0 * V.Count));
        V a1 = V.Load(sums + (1 * V.Count)), b1 = V.Load(other + (1 * V.Count));
        V a2 = V.Load(sums + (2 * V.Count)), b2 = V.Load(other + (2 * V.Count));
        V a3 = V.Load(sums + (3 * V.Count)), b3 = V.Load(other + (3 * V.Count));
        for (int row = 0; row < run.Rows; row++)
        {
            T* p = x + (row * run.RowStep);
            T* q = dy + (row * run.GradientRowStep);
            for (nint i = run.Pixels; i > 0; i--)
            {
                V first = V.Load(p);
                V next = V.Load(p + second);
                V d = V.Load(q);
                a0 = V.FusedMultiplyAdd(first, d, a0);
                b0 = V.FusedMultiplyAdd(next, d, b0);
                d = V.Load(q + (1 * V.Count));
                a1 = V.FusedMultiplyAdd(first, d, a1);
                b1 = V.FusedMultiplyAdd(next, d, b1);
                d = V.Load(q + (2 * V.Count));
                a2 = V.FusedMultiplyAdd(first, d, a2);
                b2 = V.FusedMultiplyAdd(next, d, b2);
                d = V.Load(q + (3 * V.Count));
                a3 = V.FusedMultiplyAdd(first, d, a3);
                b3 = V.FusedMultiplyAdd(next, d, b3);
                p += run.PixelStep;
                q += run.GradientStep;
            }
        }

        V.Store(a0, sums + (0 * V.Count));
        V.Store(b0, other + (0 * V.Count));
        V.Store(a1, sums + (1 * V.Count));
        V.Store(b1, other + (1 * V.Count));
        V.Store(a2, sums + (2 * V.Count));
        V.Store(b2, other + (2 * V.Count));
        V.Store(a3, sums + (3 * V.Count));
        V.Store(b3, other + (3 * V.Count));
    }

    /// <summary>The same for one filter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void One<V, T>(in ConvGradientRun run, T* x, nint second, T* dy, T* sums, nint sumStep)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        T* other = sums + sumStep;
        V a0 = V.Load(sums + (0 * V.Count)), b0 = V.Load(other + (0 * V.Count));
        for (int row = 0; row < run.Rows; row++)
        {
            T* p = x + (row * run.RowStep);
            T* q = dy + (row * run.GradientRowStep);
            for (nint i = run.Pixels; i > 0; i--)
            {
                V first = V.Load(p);
                V next = V.Load(p + second);
                V d = V.Load(q);
                a0 = V.FusedMultiplyAdd(first, d, a0);
                b0 = V.FusedMultiplyAdd(next, d, b0);
                p += run.PixelStep;
                q += run.GradientStep;
            }
        }

        V.Store(a0, sums + (0 * V.Count));
        V.Store(b0, other + (0 * V.Count));
    }
}
