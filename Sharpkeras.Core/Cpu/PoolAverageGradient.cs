using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>The gradient of mean values: an equal share for each place of a window that lies inside of the image.</summary>
internal unsafe struct PoolAverageGradient : IFloatingWork
{
    public PoolGeometry G;
    public void* Dy;
    public void* Dx;

    public readonly void Run<V, T>()
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        var body = new Body<V, T> { Work = this };
        WorkerPool.Run(G.Batch, ref body);
    }

    private struct Body<V, T> : IChunkBody
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public PoolAverageGradient Work;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(int chunk)
        {
            PoolGeometry g = Work.G;
            int length = g.InputWidth * g.Channels;
            T* dx = (T*)Work.Dx + ((long)chunk * g.InputHeight * length);
            T* dy = (T*)Work.Dy + ((long)chunk * g.OutputHeight * g.OutputWidth * g.Channels);
            T* spread = Scratch.Get<T>(Scratch.Tile, length + V.Count);

            // Windows that meet nowhere write each row once; others are added up.
            bool meet = g.StrideHeight < g.WindowHeight;
            int written = 0;
            if (meet)
            {
                new Span<T>(dx, g.InputHeight * length).Clear();
                written = g.InputHeight;
            }

            for (int oy = 0; oy < g.OutputHeight; oy++)
            {
                var (top, bottom) = CpuPool2D.Clip(oy, g.StrideHeight, g.PadTop, g.WindowHeight, g.InputHeight);
                Spread(dy + ((nint)oy * g.OutputWidth * g.Channels), spread, length, bottom - top);
                if (!meet)
                {
                    new Span<T>(dx + ((nint)written * length), (top - written) * length).Clear();
                    written = bottom;
                }

                for (int row = top; row < bottom; row++)
                {
                    T* target = dx + ((nint)row * length);
                    if (meet)
                    {
                        BinaryLoop.NumberForward<AddKernel, V, T>(default, target, 1, spread, 1, target, length);
                    }
                    else
                    {
                        new Span<T>(spread, length).CopyTo(new Span<T>(target, length));
                    }
                }
            }

            new Span<T>(dx + ((nint)written * length), (g.InputHeight - written) * length).Clear();
        }

        /// <summary>One row of shares.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Spread(T* dy, T* spread, int length, int rows)
        {
            PoolGeometry g = Work.G;
            int channels = g.Channels;
            // Where window follows window without a gap each place is written once, from left to right.
            bool once = g.StrideWidth == g.WindowWidth;
            int before = 0;
            V share = V.Of(1);
            if (!once || g.OutputWidth * g.StrideWidth != g.InputWidth || g.PadLeft > 0)
            {
                new Span<T>(spread, length + V.Count).Clear();
            }

            for (int ox = 0; ox < g.OutputWidth; ox++, dy += channels)
            {
                var (left, right) = CpuPool2D.Clip(ox, g.StrideWidth, g.PadLeft, g.WindowWidth, g.InputWidth);
                if (right - left != before)
                {
                    before = right - left;
                    share = V.Of(1) / V.Of(new Parameter(rows * before));
                }

                for (int column = left; column < right; column++)
                {
                    Put(dy, spread + ((nint)column * channels), channels, share, !once);
                }

                if (once && ox == g.OutputWidth - 1)
                {
                    // What the last vector wrote too much belongs to pixels that no window covers.
                    int end = right * channels;
                    new Span<T>(spread + end, length + V.Count - end).Clear();
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Put(T* dy, T* target, int channels, V share, bool add)
        {
            int c = 0;
            if (!add)
            {
                for (; c < channels; c += V.Count)
                {
                    V.Store(V.Load(dy + c) * share, target + c);
                }

                return;
            }

            for (; c <= channels - V.Count; c += V.Count)
            {
                V.Store(V.Load(target + c) + (V.Load(dy + c) * share), target + c);
            }

            if (c < channels)
            {
                int rest = channels - c;
                Tail.Store(Tail.Load<V, T>(target + c, rest) + (Tail.Load<V, T>(dy + c, rest) * share), target + c, rest);
            }
        }
    }
}
