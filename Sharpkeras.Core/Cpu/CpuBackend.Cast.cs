using System.Numerics;
using System.Runtime.CompilerServices;

namespace Sharpkeras.Cpu;

/// <summary>Conversions between element types.</summary>
internal sealed unsafe partial class CpuBackend
{
    public override void Cast(Tensor x, Tensor y)
    {
        Stats.Launched();
        if (x.DType == y.DType)
        {
            Buffer.MemoryCopy(Pointer(x), Pointer(y), y.ByteLength, x.ByteLength);
            return;
        }

        switch (x.DType)
        {
            case DType.Float32: From<float>(x, y); break;
            case DType.Float64: From<double>(x, y); break;
            case DType.Int8: From<sbyte>(x, y); break;
            case DType.UInt8 or DType.Bool: From<byte>(x, y); break;
            case DType.Int16: From<short>(x, y); break;
            case DType.Int32: From<int>(x, y); break;
            default: From<long>(x, y); break;
        }
    }

    private static void From<TFrom>(Tensor x, Tensor y)
        where TFrom : unmanaged, INumber<TFrom>
    {
        switch (y.DType)
        {
            case DType.Float32: Convert<TFrom, float>(x, y); break;
            case DType.Float64: Convert<TFrom, double>(x, y); break;
            case DType.Int8: Convert<TFrom, sbyte>(x, y); break;
            case DType.UInt8: Convert<TFrom, byte>(x, y); break;
            case DType.Int16: Convert<TFrom, short>(x, y); break;
            case DType.Int32: Convert<TFrom, int>(x, y); break;
            case DType.Int64: Convert<TFrom, long>(x, y); break;
            default:
                var flags = new FlagBody<TFrom> { X = (TFrom*)Pointer(x), Y = (byte*)Pointer(y), Length = y.Length };
                WorkerPool.Run(Chunks.Count(y.Length), ref flags);
                break;
        }
    }

    private static void Convert<TFrom, TTo>(Tensor x, Tensor y)
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo>
    {
        var body = new CastBody<TFrom, TTo> { X = (TFrom*)Pointer(x), Y = (TTo*)Pointer(y), Length = y.Length };
        WorkerPool.Run(Chunks.Count(y.Length), ref body);
    }

    private struct CastBody<TFrom, TTo> : IChunkBody
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo>
    {
        public TFrom* X;
        public TTo* Y;
        public long Length;

        [MethodImpl(HotLoop.Options)]
        public readonly void Run(int chunk)
        {
            long end = Chunks.Begin(Length, chunk + 1);
            for (long i = Chunks.Begin(Length, chunk); i < end; i++)
            {
                Y[i] = TTo.CreateTruncating(X[i]);
            }
        }
    }

    private struct FlagBody<TFrom> : IChunkBody
        where TFrom : unmanaged, INumber<TFrom>
    {
        public TFrom* X;
        public byte* Y;
        public long Length;

        public readonly void Run(int chunk)
        {
            long end = Chunks.Begin(Length, chunk + 1);
            for (long i = Chunks.Begin(Length, chunk); i < end; i++)
            {
                Y[i] = TFrom.IsZero(X[i]) ? (byte)0 : (byte)1;
            }
        }
    }
}
