using System.Runtime.CompilerServices;
using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>The largest or mean value of windows.</summary>
internal unsafe struct PoolForward : IFloatingWork
{
    public PoolGeometry G;
    public void* X;
    public void* Y;
    public bool Max;

    public readonly void Run<V, T>()
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        if (Max)
        {
            var body = new Body<MaxReduction, V, T> { Work = this };
            WorkerPool.Run(G.Batch, ref body);
        }
        else
        {
            var body = new Body<SumReduction, V, T> { Work = this };
            WorkerPool.Run(G.Batch, ref body);
        }
    }

    private struct Body<K, V, T> : IChunkBody
        where K : struct, IReduceKernel
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public PoolForward Work;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(int chunk)
        {
            PoolGeometry g = Work.G;
            int length = g.InputWidth * g.Channels;
            int outputs = g.OutputWidth * g.Channels;
            T* image = (T*)Work.X + ((long)chunk * g.InputHeight * length);
            T* y = (T*)Work.Y + ((long)chunk * g.OutputHeight * outputs);
            T* folded = Scratch.Get<T>(Scratch.Tile, length + outputs + (2 * V.Count));
            T* result = folded + length + V.Count;
            for (int oy = 0; oy < g.OutputHeight; oy++)
            {
                var (top, bottom) = CpuPool2D.Clip(oy, g.StrideHeight, g.PadTop, g.WindowHeight, g.InputHeight);
                Rows(image + ((long)top * length), folded, length, bottom - top);
                Columns(folded, result, bottom - top);
                new Span<T>(result, outputs).CopyTo(new Span<T>(y + ((long)oy * outputs), outputs));
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Rows(T* source, T* folded, int length, int rows)
        {
            for (int i = 0; i < length; i += V.Count)
            {
                V value = V.Load(source + i);
                for (int row = 1; row < rows; row++)
                {
                    value = default(K).Combine(value, V.Load(source + ((nint)row * length) + i));
                }

                V.Store(value, folded + i);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void Columns(T* folded, T* result, int rows)
        {
            PoolGeometry g = Work.G;
            int channels = g.Channels;
            int before = 0;
            V share = V.Of(1);
            for (int ox = 0; ox < g.OutputWidth; ox++, result += channels)
            {
                var (left, right) = CpuPool2D.Clip(ox, g.StrideWidth, g.PadLeft, g.WindowWidth, g.InputWidth);
                if (!Work.Max && right - left != before)
                {
                    before = right - left;
                    share = V.Of(1) / V.Of(new Parameter(rows * before));
                }

                T* source = folded + ((nint)left * channels);
                for (int c = 0; c < channels; c += V.Count)
                {
                    V value = V.Load(source + c);
                    for (int column = 1; column < right - left; column++)
                    {
                        value = default(K).Combine(value, V.Load(source + ((nint)column * channels) + c));
                    }

                    V.Store(value * share, result + c);
                }
            }
        }
    }
}
