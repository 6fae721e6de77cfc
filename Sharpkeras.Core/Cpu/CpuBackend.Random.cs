using Sharpkeras.Kernels;

namespace Sharpkeras.Cpu;

/// <summary>Random numbers and dropout from Philox streams.</summary>
internal sealed unsafe partial class CpuBackend
{
    public override void RandomUniform(Tensor y, ulong key, ulong counter, double low, double high)
    {
        Stats.Launched();
        long length = y.Length;
        float* single = (float*)Pointer(y);
        double* wide = (double*)Pointer(y);
        bool isSingle = y.DType == DType.Float32;
        for (long i = 0; i < length; i += 4)
        {
            Philox.Block(key, counter + (ulong)(i / 4), out uint a, out uint b, out uint c, out uint d);
            ReadOnlySpan<uint> words = [a, b, c, d];
            for (int j = 0; j < 4 && i + j < length; j++)
            {
                if (isSingle)
                {
                    single[i + j] = (float)low + (Philox.Unit(words[j]) * ((float)high - (float)low));
                }
                else
                {
                    wide[i + j] = low + (Philox.Unit(words[j]) * (high - low));
                }
            }
        }
    }

    public override void RandomNormal(Tensor y, ulong key, ulong counter, double mean, double deviation)
    {
        Stats.Launched();
        for (long i = 0; i < y.Length; i += 4)
        {
            Philox.Block(key, counter + (ulong)(i / 4), out uint a, out uint b, out uint c, out uint d);
            Pair(y, i, a, b, mean, deviation);
            Pair(y, i + 2, c, d, mean, deviation);
        }
    }

    public override void Dropout(Tensor x, Tensor y, double rate, ulong key, ulong counter)
    {
        if (x.DType != DType.Float32)
        {
            base.Dropout(x, y, rate, key, counter);
            return;
        }

        Stats.Launched();
        var body = new DropoutBody
        {
            X = (float*)Pointer(x),
            Y = (float*)Pointer(y),
            Length = x.Length,
            Rate = (float)rate,
            Scale = (float)(1 / (1 - rate)),
            Key = key,
            Counter = counter,
        };
        WorkerPool.Run(Chunks.Count(x.Length), ref body);
    }

    /// <summary>Two normal numbers from two words (Box and Muller).</summary>
    private static void Pair(Tensor y, long i, uint first, uint second, double mean, double deviation)
    {
        // 1 − u lies in (0, 1], so that the logarithm is finite.
        double radius = Math.Sqrt(-2 * Math.Log(1 - Philox.Unit(first)));
        double angle = 2 * Math.PI * Philox.Unit(second);
        Put(y, i, mean + (deviation * radius * Math.Cos(angle)));
        Put(y, i + 1, mean + (deviation * radius * Math.Sin(angle)));
    }

    private static void Put(Tensor y, long i, double value)
    {
        if (i >= y.Length)
        {
            return;
        }

        if (y.DType == DType.Float32)
        {
            ((float*)Pointer(y))[i] = (float)value;
        }
        else
        {
            ((double*)Pointer(y))[i] = value;
        }
    }

    private struct DropoutBody : IChunkBody
    {
        public float* X;
        public float* Y;
        public long Length;
        public float Rate;
        public float Scale;
        public ulong Key;
        public ulong Counter;

        public readonly void Run(int chunk)
        {
            long end = Chunks.Begin(Length, chunk + 1);
            for (long i = Chunks.Begin(Length, chunk); i < end; i += 4)
            {
                Philox.Block(Key, Counter + (ulong)(i / 4), out uint a, out uint b, out uint c, out uint d);
                ReadOnlySpan<uint> words = [a, b, c, d];
                for (int j = 0; j < 4 && i + j < end; j++)
                {
                    Y[i + j] = Philox.Unit(words[j]) >= Rate ? X[i + j] * Scale : 0;
                }
            }
        }
    }
}
