using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// Sums, over pixels, of products of a vector of the input with a vector of the output's gradient, both with images in the lanes:
/// for five taps and two to four output channels at a time, in registers.
/// </summary>
internal unsafe struct LaneProduct<T>
    where T : unmanaged
{
    public const int Taps = 5;

    /// <summary>The input of the first pixel, and where the taps lie from there.</summary>
    public T* X;
    public nint Tap0;
    public nint Tap1;
    public nint Tap2;
    public nint Tap3;
    public nint Tap4;
    public nint XPixel;
    public nint XRow;

    /// <summary>The output's gradient of the first pixel, and where the channels lie from there.</summary>
    public T* Gradient;
    public nint Channel0;
    public nint Channel1;
    public nint Channel2;
    public nint Channel3;
    public nint GradientPixel;
    public nint GradientRow;

    /// <summary>What the sums start from and where they go: [taps, channels] vectors.</summary>
    public T* Sums;
    public nint Rows;
    public nint Pixels;
}

/// <summary>The unrolled loops of <see cref="LaneProduct{T}"/>.</summary>
internal static unsafe class LaneProducts
{
    /// <summary>The output channels that are done together: as many as the registers hold, or one less where that leaves no gap.</summary>
    public static int Channels<V, T>(int outputs)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        if (V.Count * sizeof(T) < 64)
        {
            return 2;
        }

        return (outputs + 2) / 3 * 3 < (outputs + 3) / 4 * 4 ? 3 : 4;
    }

    public static void Run<V, T>(in LaneProduct<T> product, int channels)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        switch (channels)
        {
            case 4: Taps5x4<V, T>(product); break;
            case 3: Taps5x3<V, T>(product); break;
            default: Taps5x2<V, T>(product); break;
        }
    }

    [MethodImpl(HotLoop.Options)]
    private static void Taps5x2<V, T>(in LaneProduct<T> p)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        T* s = p.Sums;
        nint xPixel = p.XPixel, gradientPixel = p.GradientPixel;
        V a0 = V.Load(s), b0 = V.Load(s + V.Count);
        V a1 = V.Load(s + (2 * V.Count)), b1 = V.Load(s + (3 * V.Count));
        V a2 = V.Load(s + (4 * V.Count)), b2 = V.Load(s + (5 * V.Count));
        V a3 = V.Load(s + (6 * V.Count)), b3 = V.Load(s + (7 * V.Count));
        V a4 = V.Load(s + (8 * V.Count)), b4 = V.Load(s + (9 * V.Count));
        T* x0 = p.X + p.Tap0;
        T* x1 = p.X + p.Tap1;
        T* x2 = p.X + p.Tap2;
        T* x3 = p.X + p.Tap3;
        T* x4 = p.X + p.Tap4;
        T* da = p.Gradient + p.Channel0;
        T* db = p.Gradient + p.Channel1;
        for (nint row = p.Rows; row > 0; row--)
        {
            nint at = 0, from = 0;
            for (nint pixel = p.Pixels; pixel > 0; pixel--)
            {
                V u = V.Load(da + from), v = V.Load(db + from);
                V x = V.Load(x0 + at);
                a0 = V.FusedMultiplyAdd(x, u, a0); b0 = V.FusedMultiplyAdd(x, v, b0);
                x = V.Load(x1 + at);
                a1 = V.FusedMultiplyAdd(x, u, a1); b1 = V.FusedMultiplyAdd(x, v, b1);
                x = V.Load(x2 + at);
                a2 = V.FusedMultiplyAdd(x, u, a2); b2 = V.FusedMultiplyAdd(x, v, b2);
                x = V.Load(x3 + at);
                a3 = V.FusedMultiplyAdd(x, u, a3); b3 = V.FusedMultiplyAdd(x, v, b3);
                x = V.Load(x4 + at);
                a4 = V.FusedMultiplyAdd(x, u, a4); b4 = V.FusedMultiplyAdd(x, v, b4);
                at += xPixel;
                from += gradientPixel;
            }

            x0 += p.XRow;
            x1 += p.XRow;
            x2 += p.XRow;
            x3 += p.XRow;
            x4 += p.XRow;
            da += p.GradientRow;
            db += p.GradientRow;
        }

        V.Store(a0, s); V.Store(b0, s + V.Count);
        V.Store(a1, s + (2 * V.Count)); V.Store(b1, s + (3 * V.Count));
        V.Store(a2, s + (4 * V.Count)); V.Store(b2, s + (5 * V.Count));
        V.Store(a3, s + (6 * V.Count)); V.Store(b3, s + (7 * V.Count));
        V.Store(a4, s + (8 * V.Count)); V.Store(b4, s + (9 * V.Count));
    }

    [MethodImpl(HotLoop.Options)]
    private static void Taps5x3<V, T>(in LaneProduct<T> p)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        T* s = p.Sums;
        nint xPixel = p.XPixel, gradientPixel = p.GradientPixel;
        V a0 = V.Load(s), b0 = V.Load(s + V.Count), c0 = V.Load(s + (2 * V.Count));
        V a1 = V.Load(s + (3 * V.Count)), b1 = V.Load(s + (4 * V.Count)), c1 = V.Load(s + (5 * V.Count));
        V a2 = V.Load(s + (6 * V.Count)), b2 = V.Load(s + (7 * V.Count)), c2 = V.Load(s + (8 * V.Count));
        V a3 = V.Load(s + (9 * V.Count)), b3 = V.Load(s + (10 * V.Count)), c3 = V.Load(s + (11 * V.Count));
        V a4 = V.Load(s + (12 * V.Count)), b4 = V.Load(s + (13 * V.Count)), c4 = V.Load(s + (14 * V.Count));
        T* x0 = p.X + p.Tap0;
        T* x1 = p.X + p.Tap1;
        T* x2 = p.X + p.Tap2;
        T* x3 = p.X + p.Tap3;
        T* x4 = p.X + p.Tap4;
        T* da = p.Gradient + p.Channel0;
        T* db = p.Gradient + p.Channel1;
        T* dc = p.Gradient + p.Channel2;
        for (nint row = p.Rows; row > 0; row--)
        {
            nint at = 0, from = 0;
            for (nint pixel = p.Pixels; pixel > 0; pixel--)
            {
                V u = V.Load(da + from), v = V.Load(db + from), w = V.Load(dc + from);
                V x = V.Load(x0 + at);
                a0 = V.FusedMultiplyAdd(x, u, a0); b0 = V.FusedMultiplyAdd(x, v, b0); c0 = V.FusedMultiplyAdd(x, w, c0);
                x = V.Load(x1 + at);
                a1 = V.FusedMultiplyAdd(x, u, a1); b1 = V.FusedMultiplyAdd(x, v, b1); c1 = V.FusedMultiplyAdd(x, w, c1);
                x = V.Load(x2 + at);
                a2 = V.FusedMultiplyAdd(x, u, a2); b2 = V.FusedMultiplyAdd(x, v, b2); c2 = V.FusedMultiplyAdd(x, w, c2);
                x = V.Load(x3 + at);
                a3 = V.FusedMultiplyAdd(x, u, a3); b3 = V.FusedMultiplyAdd(x, v, b3); c3 = V.FusedMultiplyAdd(x, w, c3);
                x = V.Load(x4 + at);
                a4 = V.FusedMultiplyAdd(x, u, a4); b4 = V.FusedMultiplyAdd(x, v, b4); c4 = V.FusedMultiplyAdd(x, w, c4);
                at += xPixel;
                from += gradientPixel;
            }

            x0 += p.XRow;
            x1 += p.XRow;
            x2 += p.XRow;
            x3 += p.XRow;
            x4 += p.XRow;
            da += p.GradientRow;
            db += p.GradientRow;
            dc += p.GradientRow;
        }

        V.Store(a0, s); V.Store(b0, s + V.Count); V.Store(c0, s + (2 * V.Count));
        V.Store(a1, s + (3 * V.Count)); V.Store(b1, s + (4 * V.Count)); V.Store(c1, s + (5 * V.Count));
        V.Store(a2, s + (6 * V.Count)); V.Store(b2, s + (7 * V.Count)); V.Store(c2, s + (8 * V.Count));
        V.Store(a3, s + (9 * V.Count)); V.Store(b3, s + (10 * V.Count)); V.Store(c3, s + (11 * V.Count));
        V.Store(a4, s + (12 * V.Count)); V.Store(b4, s + (13 * V.Count)); V.Store(c4, s + (14 * V.Count));
    }

    [MethodImpl(HotLoop.Options)]
    private static void Taps5x4<V, T>(in LaneProduct<T> p)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        T* s = p.Sums;
        nint xPixel = p.XPixel, gradientPixel = p.GradientPixel;
        V a0 = V.Load(s), b0 = V.Load(s + V.Count), c0 = V.Load(s + (2 * V.Count)), d0 = V.Load(s + (3 * V.Count));
        V a1 = V.Load(s + (4 * V.Count)), b1 = V.Load(s + (5 * V.Count)), c1 = V.Load(s + (6 * V.Count)), d1 = V.Load(s + (7 * V.Count));
        V a2 = V.Load(s + (8 * V.Count)), b2 = V.Load(s + (9 * V.Count)), c2 = V.Load(s + (10 * V.Count)), d2 = V.Load(s + (11 * V.Count));
        V a3 = V.Load(s + (12 * V.Count)), b3 = V.Load(s + (13 * V.Count)), c3 = V.Load(s + (14 * V.Count)), d3 = V.Load(s + (15 * V.Count));
        V a4 = V.Load(s + (16 * V.Count)), b4 = V.Load(s + (17 * V.Count)), c4 = V.Load(s + (18 * V.Count)), d4 = V.Load(s + (19 * V.Count));
        T* x0 = p.X + p.Tap0;
        T* x1 = p.X + p.Tap1;
        T* x2 = p.X + p.Tap2;
        T* x3 = p.X + p.Tap3;
        T* x4 = p.X + p.Tap4;
        T* da = p.Gradient + p.Channel0;
        T* db = p.Gradient + p.Channel1;
        T* dc = p.Gradient + p.Channel2;
        T* dd = p.Gradient + p.Channel3;
        for (nint row = p.Rows; row > 0; row--)
        {
            nint at = 0, from = 0;
            for (nint pixel = p.Pixels; pixel > 0; pixel--)
            {
                V u = V.Load(da + from), v = V.Load(db + from), w = V.Load(dc + from), z = V.Load(dd + from);
                V x = V.Load(x0 + at);
                a0 = V.FusedMultiplyAdd(x, u, a0); b0 = V.FusedMultiplyAdd(x, v, b0);
                c0 = V.FusedMultiplyAdd(x, w, c0); d0 = V.FusedMultiplyAdd(x, z, d0);
                x = V.Load(x1 + at);
                a1 = V.FusedMultiplyAdd(x, u, a1); b1 = V.FusedMultiplyAdd(x, v, b1);
                c1 = V.FusedMultiplyAdd(x, w, c1); d1 = V.FusedMultiplyAdd(x, z, d1);
                x = V.Load(x2 + at);
                a2 = V.FusedMultiplyAdd(x, u, a2); b2 = V.FusedMultiplyAdd(x, v, b2);
                c2 = V.FusedMultiplyAdd(x, w, c2); d2 = V.FusedMultiplyAdd(x, z, d2);
                x = V.Load(x3 + at);
                a3 = V.FusedMultiplyAdd(x, u, a3); b3 = V.FusedMultiplyAdd(x, v, b3);
                c3 = V.FusedMultiplyAdd(x, w, c3); d3 = V.FusedMultiplyAdd(x, z, d3);
                x = V.Load(x4 + at);
                a4 = V.FusedMultiplyAdd(x, u, a4); b4 = V.FusedMultiplyAdd(x, v, b4);
                c4 = V.FusedMultiplyAdd(x, w, c4); d4 = V.FusedMultiplyAdd(x, z, d4);
                at += xPixel;
                from += gradientPixel;
            }

            x0 += p.XRow;
            x1 += p.XRow;
            x2 += p.XRow;
            x3 += p.XRow;
            x4 += p.XRow;
            da += p.GradientRow;
            db += p.GradientRow;
            dc += p.GradientRow;
            dd += p.GradientRow;
        }

        V.Store(a0, s); V.Store(b0, s + V.Count); V.Store(c0, s + (2 * V.Count)); V.Store(d0, s + (3 * V.Count));
        V.Store(a1, s + (4 * V.Count)); V.Store(b1, s + (5 * V.Count)); V.Store(c1, s + (6 * V.Count)); V.Store(d1, s + (7 * V.Count));
        V.Store(a2, s + (8 * V.Count)); V.Store(b2, s + (9 * V.Count)); V.Store(c2, s + (10 * V.Count)); V.Store(d2, s + (11 * V.Count));
        V.Store(a3, s + (12 * V.Count)); V.Store(b3, s + (13 * V.Count)); V.Store(c3, s + (14 * V.Count)); V.Store(d3, s + (15 * V.Count));
        V.Store(a4, s + (16 * V.Count)); V.Store(b4, s + (17 * V.Count)); V.Store(c4, s + (18 * V.Count)); V.Store(d4, s + (19 * V.Count));
    }
}
