using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// Pooling two by two of pixels with one image in each lane, max(x, 0) before it, and the gradients of both. For the gradient there are
/// four words for each pooled value, [pooled pixels, channels, 4]: in each a bit for an image, set where the gradient passes.
/// </summary>
internal static unsafe class LanePooling
{
    /// <summary>The pixels of a window, and so the words that its gradient needs.</summary>
    public const int Window = 4;

    /// <summary>Pools one window of all channels.</summary>
    /// <param name="upper">Two pixels beside each other, [2, channels, lanes].</param>
    /// <param name="lower">The two below them.</param>
    /// <param name="channels">The number of channels.</param>
    /// <param name="rectified">Whether max(x, 0) comes first.</param>
    /// <param name="target">[channels, lanes].</param>
    /// <param name="gates">The words for the gradient, or null.</param>
    [MethodImpl(HotLoop.Options)]
    public static void Forward<P, V, T>(T* upper, T* lower, nint channels, bool rectified, T* target, uint* gates)
        where P : struct, IPooling
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        nint pixel = channels * V.Count;
        V zero = V.Of(0);
        V share = V.Of(0.25);
        for (nint i = 0; i < pixel; i += V.Count)
        {
            V a = V.Load(upper + i), b = V.Load(upper + pixel + i);
            V c = V.Load(lower + i), d = V.Load(lower + pixel + i);
            if (rectified)
            {
                a = V.Max(a, zero);
                b = V.Max(b, zero);
                c = V.Max(c, zero);
                d = V.Max(d, zero);
            }

            V all = P.Combine(P.Combine(a, b), P.Combine(c, d));
            V.Store(P.Finish(all, share), target + i);
            if (gates != null)
            {
                P.Gates(a, b, c, d, all, rectified, gates);
                gates += Window;
            }
        }
    }

    /// <summary>The gradient of the pixels from that of the pooled ones, of two rows.</summary>
    /// <param name="source">The gradient of a pooled row, [width, channels, lanes].</param>
    /// <param name="width">The pooled pixels of the row.</param>
    /// <param name="channels">The number of channels.</param>
    /// <param name="average">Whether each pixel gets a quarter.</param>
    /// <param name="gates">The words of the row; null where all passes.</param>
    /// <param name="target">The upper row, [2·width, channels, lanes].</param>
    /// <param name="lower">The lower row.</param>
    [MethodImpl(HotLoop.Options)]
    public static void Spread<V, T>(T* source, nint width, nint channels, bool average, uint* gates, T* target, T* lower)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        nint pixel = channels * V.Count;
        V share = V.Of(average ? 0.25 : 1);
        for (nint window = width; window > 0; window--)
        {
            for (nint i = 0; i < pixel; i += V.Count)
            {
                V value = share * V.Load(source + i);
                if (gates == null)
                {
                    V.Store(value, target + i);
                    V.Store(value, target + pixel + i);
                    V.Store(value, lower + i);
                    V.Store(value, lower + pixel + i);
                    continue;
                }

                V.Store(V.Gate(value, gates[0]), target + i);
                V.Store(V.Gate(value, gates[1]), target + pixel + i);
                V.Store(V.Gate(value, gates[2]), lower + i);
                V.Store(V.Gate(value, gates[3]), lower + pixel + i);
                gates += Window;
            }

            source += pixel;
            target += 2 * pixel;
            lower += 2 * pixel;
        }
    }
}
