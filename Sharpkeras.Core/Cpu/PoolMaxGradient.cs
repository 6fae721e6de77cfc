using System.Numerics;
using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>The gradient of largest values: it goes to the first largest value of a window in row order. An image is a chunk.</summary>
internal unsafe struct PoolMaxGradient<T> : IChunkBody
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public PoolGeometry G;
    public T* X;
    public T* Dy;
    public T* Dx;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run(int chunk)
    {
        long size = (long)G.InputHeight * G.InputWidth * G.Channels;
        T* x = X + (chunk * size);
        T* dx = Dx + (chunk * size);
        T* dy = Dy + ((long)chunk * G.OutputHeight * G.OutputWidth * G.Channels);
        new Span<T>(dx, checked((int)size)).Clear();
        for (int oy = 0; oy < G.OutputHeight; oy++)
        {
            var (top, bottom) = CpuPool2D.Clip(oy, G.StrideHeight, G.PadTop, G.WindowHeight, G.InputHeight);
            for (int ox = 0; ox < G.OutputWidth; ox++, dy += G.Channels)
            {
                var (left, right) = CpuPool2D.Clip(ox, G.StrideWidth, G.PadLeft, G.WindowWidth, G.InputWidth);
                for (int c = 0; c < G.Channels; c++)
                {
                    dx[Place(x, top, bottom, left, right, c)] += dy[c];
                }
            }
        }
    }

    private readonly long Place(T* x, int top, int bottom, int left, int right, int channel)
    {
        long best = ((((long)top * G.InputWidth) + left) * G.Channels) + channel;
        for (int row = top; row < bottom; row++)
        {
            long place = ((((long)row * G.InputWidth) + left) * G.Channels) + channel;
            for (int column = left; column < right; column++, place += G.Channels)
            {
                if (x[place] > x[best] || (T.IsNaN(x[place]) && !T.IsNaN(x[best])))
                {
                    best = place;
                }
            }
        }

        return best;
    }
}
