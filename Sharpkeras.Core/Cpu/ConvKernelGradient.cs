using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>
/// The gradient of a convolution's kernel: for each place of the kernel the sum of input times output gradient over all pixels, in
/// the lanes of vectors. Each block of images has sums of its own; they are added in the order of the blocks, the lanes last.
/// </summary>
internal unsafe struct ConvKernelGradient : IFloatingWork
{
    public ConvGeometry G;
    public void* X;
    public void* Dy;
    public void* Dw;

    /// <summary>Pixels that a tile goes over at once: enough to outweigh loading its sums, few enough for the first cache.</summary>
    private const int PixelsPerTile = 32;

    private readonly int Values => G.KernelHeight * G.KernelWidth * G.GroupInputChannels;

    public void Run<V, T>()
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        int blocks = (G.Batch + V.Count - 1) / V.Count;
        long length = (long)Values * G.OutputChannels;
        if (blocks == 0)
        {
            new Span<T>((T*)Dw, checked((int)length)).Clear();
            return;
        }

        T* sums = Scratch.Get<T>(Scratch.Shared, blocks * length * V.Count);
        var body = new BlockBody<V, T> { Work = this, Sums = sums };
        WorkerPool.Run(blocks, ref body);
        var fold = new FoldBody<V, T> { Sums = sums, Blocks = blocks, Length = length, Dw = (T*)Dw };
        WorkerPool.Run(checked((int)((length + FoldBody<V, T>.PerChunk - 1) / FoldBody<V, T>.PerChunk)), ref fold);
    }

    /// <summary>sums[value][filter][lane] of one block of images.</summary>
    private struct BlockBody<V, T> : IChunkBody
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public ConvKernelGradient Work;
        public T* Sums;

        public readonly void Run(int chunk)
        {
            ConvGeometry g = Work.G;
            int count = Math.Min(V.Count, g.Batch - (chunk * V.Count));
            T* x = (T*)Work.X + ((long)chunk * V.Count * g.InputHeight * g.InputWidth * g.InputChannels);
            T* dy = (T*)Work.Dy + ((long)chunk * V.Count * g.OutputHeight * g.OutputWidth * g.OutputChannels);
            T* sums = Sums + (chunk * (long)Work.Values * g.OutputChannels * V.Count);
            int frameHeight = ConvPass.Frame(g.InputHeight, g.PadTop, g.OutputHeight, g.StrideHeight, g.KernelHeight, g.DilationHeight);
            int frameWidth = ConvPass.Frame(g.InputWidth, g.PadLeft, g.OutputWidth, g.StrideWidth, g.KernelWidth, g.DilationWidth);
            T* frame = Scratch.Get<T>(Scratch.Input, (long)frameHeight * frameWidth * g.GroupInputChannels * V.Count);
            T* gradient = Scratch.Get<T>(Scratch.Output, (long)g.OutputHeight * g.OutputWidth * g.GroupOutputChannels * V.Count);
            new Span<T>(sums, checked(Work.Values * g.OutputChannels * V.Count)).Clear();
            for (int group = 0; group < g.Groups; group++)
            {
                LaneImages.In<V, T>(
                    x, count, g.InputHeight, g.InputWidth, g.InputChannels, group * g.GroupInputChannels, g.GroupInputChannels, frame, frameHeight, frameWidth, g.PadTop, g.PadLeft, 1, 1);
                LaneImages.In<V, T>(
                    dy, count, g.OutputHeight, g.OutputWidth, g.OutputChannels, group * g.GroupOutputChannels, g.GroupOutputChannels, gradient, g.OutputHeight, g.OutputWidth, 0, 0, 1, 1);
                int rows = Math.Max(1, PixelsPerTile / g.OutputWidth);
                for (int oy = 0; oy < g.OutputHeight; oy += rows)
                {
                    Rows(frame, frameWidth, gradient, sums + ((long)group * g.GroupOutputChannels * V.Count), oy, Math.Min(rows, g.OutputHeight - oy));
                }
            }
        }

        /// <summary>Some rows of output pixels, for all places of the kernel.</summary>
        private readonly void Rows(T* frame, int frameWidth, T* gradient, T* sums, int oy, int rows)
        {
            ConvGeometry g = Work.G;
            nint pixel = (nint)g.GroupInputChannels * V.Count;
            nint filters = (nint)g.GroupOutputChannels * V.Count;
            var run = new ConvGradientRun
            {
                Rows = rows,
                Pixels = g.OutputWidth,
                PixelStep = g.StrideWidth * pixel,
                RowStep = g.StrideHeight * frameWidth * pixel,
                GradientStep = filters,
                GradientRowStep = g.OutputWidth * filters,
            };
            T* dy = gradient + (oy * run.GradientRowStep);
            int values = g.KernelWidth * g.GroupInputChannels;
            for (int ky = 0; ky < g.KernelHeight; ky++)
            {
                T* row = frame + (((oy * g.StrideHeight) + (ky * g.DilationHeight)) * frameWidth * pixel);
                for (int value = 0; value < values; value += 2)
                {
                    // An odd last value is paired with itself: the second sum goes to a place of its own.
                    bool pair = value + 1 < values;
                    nint second = pair ? Place(g, pixel, value + 1) - Place(g, pixel, value) : 0;
                    T* target = sums + ((((long)ky * values) + value) * g.OutputChannels * V.Count);
                    Filters(run, row + Place(g, pixel, value), second, dy, target, pair ? (nint)g.OutputChannels * V.Count : (nint)(Spare() - target));
                }
            }
        }

        /// <summary>Room for results that nobody reads.</summary>
        private readonly T* Spare() => Scratch.Get<T>(Scratch.Tile, (long)Work.G.OutputChannels * V.Count);

        private static nint Place(in ConvGeometry g, nint pixel, int value) =>
            (value / g.GroupInputChannels * g.DilationWidth * pixel) + ((nint)(value % g.GroupInputChannels) * V.Count);

        private readonly void Filters(in ConvGradientRun run, T* x, nint second, T* dy, T* sums, nint sumStep)
        {
            int filters = Work.G.GroupOutputChannels;
            int filter = 0;
            for (; filter + 6 <= filters && filters - filter != 8; filter += 6)
            {
                ConvGradientTile.Six<V, T>(run, x, second, dy + (filter * V.Count), sums + (filter * V.Count), sumStep);
            }

            for (; filter + 4 <= filters; filter += 4)
            {
                ConvGradientTile.Four<V, T>(run, x, second, dy + (filter * V.Count), sums + (filter * V.Count), sumStep);
            }

            for (; filter < filters; filter++)
            {
                ConvGradientTile.One<V, T>(run, x, second, dy + (filter * V.Count), sums + (filter * V.Count), sumStep);
            }
        }
    }

    /// <summary>Adds the blocks in order, then the lanes.</summary>
    private struct FoldBody<V, T> : IChunkBody
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        public const int PerChunk = 512;

        public T* Sums;
        public int Blocks;
        public long Length;
        public T* Dw;

        public readonly void Run(int chunk)
        {
            long end = Math.Min(Length, (chunk + 1L) * PerChunk);
            for (long i = (long)chunk * PerChunk; i < end; i++)
            {
                V sum = V.Load(Sums + (i * V.Count));
                for (int block = 1; block < Blocks; block++)
                {
                    sum += V.Load(Sums + (((block * Length) + i) * V.Count));
                }

                Dw[i] = LaneSum<V, T>(sum);
            }
        }
    }

    private static T LaneSum<V, T>(V lanes)
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged
    {
        // Folded in halves through memory: the same order at each call.
        T* values = stackalloc T[V.Count];
        V.Store(lanes, values);
        if (typeof(T) == typeof(float))
        {
            float* singles = (float*)values;
            for (int half = V.Count / 2; half > 0; half /= 2)
            {
                for (int i = 0; i < half; i++)
                {
                    singles[i] += singles[i + half];
                }
            }
        }
        else
        {
            double* doubles = (double*)values;
            for (int half = V.Count / 2; half > 0; half /= 2)
            {
                for (int i = 0; i < half; i++)
                {
                    doubles[i] += doubles[i + half];
                }
            }
        }

        return values[0];
    }
}
