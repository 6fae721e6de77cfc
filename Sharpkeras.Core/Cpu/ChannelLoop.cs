using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// The loops of statistics by columns of a block [rows, width]. What belongs to columns lies in arrays with room for whole vectors;
/// what stands behind their ends is arbitrary.
/// </summary>
internal static unsafe class ChannelLoop
{
    /// <summary>
    /// The mean of each column, counted from a shift that is a value of the column, and the sum of the squared distances from it. So the
    /// means that are merged later differ by little from 0, and lose no digits to what all values have in common.
    /// </summary>
    [MethodImpl(HotLoop.Options)]
    public static void Moments<V, T>(T* x, nint rows, nint stride, nint width, T* shift, T* mean, T* squares)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        V count = V.Broadcast(Numbers.Of<T>(rows));
        nint j = 0;
        for (; j <= width - (4 * V.Count); j += 4 * V.Count)
        {
            FourMoments(x + j, rows, stride, count, shift + j, mean + j, squares + j);
        }

        for (; j < width; j += V.Count)
        {
            nint length = Math.Min(V.Count, width - j);
            V start = V.Load(shift + j);
            V sum = V.Of(0);
            for (nint i = 0; i < rows; i++)
            {
                sum += Load<V, T>(x + j, i, rows, stride, length) - start;
            }

            V center = start + (sum / count);
            V square = V.Of(0);
            for (nint i = 0; i < rows; i++)
            {
                V distance = Load<V, T>(x + j, i, rows, stride, length) - center;
                square = V.FusedMultiplyAdd(distance, distance, square);
            }

            V.Store(sum / count, mean + j);
            V.Store(square, squares + j);
        }
    }

    /// <summary>The sums of dy and of dy·(x − mean) of each column.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Sums<V, T>(T* x, T* dy, nint rows, nint stride, nint width, T* mean, T* sums, T* weighted)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        nint j = 0;
        for (; j <= width - (2 * V.Count); j += 2 * V.Count)
        {
            TwoSums<V, T>(x + j, dy + j, rows, stride, mean + j, sums + j, weighted + j);
        }

        for (; j < width; j += V.Count)
        {
            nint length = Math.Min(V.Count, width - j);
            V center = V.Load(mean + j);
            V sum = V.Of(0);
            V product = V.Of(0);
            for (nint i = 0; i < rows; i++)
            {
                V gradient = Load<V, T>(dy + j, i, rows, stride, length);
                sum += gradient;
                product = V.FusedMultiplyAdd(gradient, Load<V, T>(x + j, i, rows, stride, length) - center, product);
            }

            V.Store(sum, sums + j);
            V.Store(product, weighted + j);
        }
    }

    /// <summary>
    /// The moments of both (Chan, Golub and LeVeque 1983): mean += δ·n₂/n, squares += squares₂ + δ²·n₁·n₂/n, where δ is the distance of the
    /// means.
    /// </summary>
    [MethodImpl(HotLoop.Options)]
    public static void Merge<V, T>(T* mean, T* squares, double count, T* otherMean, T* otherSquares, double otherCount, nint width)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        double all = count + otherCount;
        V share = V.Broadcast(Numbers.Of<T>(otherCount / all));
        V weight = V.Broadcast(Numbers.Of<T>(count / all * otherCount));
        for (nint j = 0; j < width; j += V.Count)
        {
            V center = V.Load(mean + j);
            V distance = V.Load(otherMean + j) - center;
            V sum = V.Load(squares + j) + V.Load(otherSquares + j);
            V.Store(V.FusedMultiplyAdd(distance, share, center), mean + j);
            V.Store(V.FusedMultiplyAdd(distance * distance, weight, sum), squares + j);
        }
    }

    /// <summary>target += source.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Add<V, T>(T* target, T* source, nint width)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        for (nint j = 0; j < width; j += V.Count)
        {
            V.Store(V.Load(target + j) + V.Load(source + j), target + j);
        }
    }

    /// <summary>target −= source.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Subtract<V, T>(T* target, T* source, nint width)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        for (nint j = 0; j < width; j += V.Count)
        {
            V.Store(V.Load(target + j) - V.Load(source + j), target + j);
        }
    }

    /// <summary>The elements of row i from a column on: a whole vector as long as it ends inside the block, else those that count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load<V, T>(T* column, nint i, nint rows, nint stride, nint length)
        where V : struct, IVectorLane<V, T>
        where T : unmanaged =>
        ((rows - 1 - i) * stride) + length >= V.Count ? V.Load(column + (i * stride)) : Tail.Load<V, T>(column + (i * stride), length);

    [MethodImpl(HotLoop.Options)]
    private static void FourMoments<V, T>(T* x, nint rows, nint stride, V count, T* shift, T* mean, T* squares)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        var (s, t, u, v) = (V.Load(shift), V.Load(shift + V.Count), V.Load(shift + (2 * V.Count)), V.Load(shift + (3 * V.Count)));
        var (a, b, c, d) = (V.Of(0), V.Of(0), V.Of(0), V.Of(0));
        T* p = x;
        for (nint i = 0; i < rows; i++, p += stride)
        {
            a += V.Load(p) - s;
            b += V.Load(p + V.Count) - t;
            c += V.Load(p + (2 * V.Count)) - u;
            d += V.Load(p + (3 * V.Count)) - v;
        }

        Store(mean, a / count, b / count, c / count, d / count);
        (a, b, c, d) = (s + (a / count), t + (b / count), u + (c / count), v + (d / count));
        var (e, f, g, h) = (V.Of(0), V.Of(0), V.Of(0), V.Of(0));
        p = x;
        for (nint i = 0; i < rows; i++, p += stride)
        {
            V first = V.Load(p) - a;
            V second = V.Load(p + V.Count) - b;
            V third = V.Load(p + (2 * V.Count)) - c;
            V fourth = V.Load(p + (3 * V.Count)) - d;
            e = V.FusedMultiplyAdd(first, first, e);
            f = V.FusedMultiplyAdd(second, second, f);
            g = V.FusedMultiplyAdd(third, third, g);
            h = V.FusedMultiplyAdd(fourth, fourth, h);
        }

        Store(squares, e, f, g, h);
    }

    [MethodImpl(HotLoop.Options)]
    private static void TwoSums<V, T>(T* x, T* dy, nint rows, nint stride, T* mean, T* sums, T* weighted)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        V first = V.Load(mean);
        V second = V.Load(mean + V.Count);
        var (a, b, c, d) = (V.Of(0), V.Of(0), V.Of(0), V.Of(0));
        for (nint i = 0; i < rows; i++, x += stride, dy += stride)
        {
            V left = V.Load(dy);
            V right = V.Load(dy + V.Count);
            a += left;
            b += right;
            c = V.FusedMultiplyAdd(left, V.Load(x) - first, c);
            d = V.FusedMultiplyAdd(right, V.Load(x + V.Count) - second, d);
        }

        V.Store(a, sums);
        V.Store(b, sums + V.Count);
        V.Store(c, weighted);
        V.Store(d, weighted + V.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<V, T>(T* target, V a, V b, V c, V d)
        where V : struct, IVectorLane<V, T>
        where T : unmanaged
    {
        V.Store(a, target);
        V.Store(b, target + V.Count);
        V.Store(c, target + (2 * V.Count));
        V.Store(d, target + (3 * V.Count));
    }
}
