using Sharpkeras.Kernels;
using Sharpkeras.Kernels.Lanes;

namespace Sharpkeras.Cpu;

/// <summary>Work on floating elements, written over the lane.</summary>
internal interface IFloatingWork
{
    void Run<V, T>()
        where V : struct, ILane<V>, IVectorLane<V, T>
        where T : unmanaged;
}

/// <summary>Work on elements of any numeric type, written over the lane.</summary>
internal interface INumberWork
{
    void Run<V, T>()
        where V : struct, INumberLane<V>, IVectorLane<V, T>
        where T : unmanaged;
}

/// <summary>Work on integers, written over the lane.</summary>
internal interface IIntegerWork
{
    void Run<V, T>()
        where V : struct, IIntegerLane<V>, IVectorLane<V, T>
        where T : unmanaged;
}

/// <summary>Chooses the lane for an element type, at the width that kernels use on this machine.</summary>
internal static class Lanes
{
    public static void Floating<W>(DType dtype, ref W work)
        where W : struct, IFloatingWork => Floating(dtype, VectorBits.Value, ref work);

    /// <summary>The same for a width of the caller's choice.</summary>
    public static void Floating<W>(DType dtype, int vectorBits, ref W work)
        where W : struct, IFloatingWork
    {
        if (dtype == DType.Float32)
        {
            switch (vectorBits)
            {
                case 512: work.Run<FloatLane512, float>(); break;
                case 256: work.Run<FloatLane256, float>(); break;
                case 128: work.Run<FloatLane128, float>(); break;
                default: work.Run<FloatLane, float>(); break;
            }
        }
        else
        {
            switch (vectorBits)
            {
                case 512: work.Run<DoubleLane512, double>(); break;
                case 256: work.Run<DoubleLane256, double>(); break;
                case 128: work.Run<DoubleLane128, double>(); break;
                default: work.Run<DoubleLane, double>(); break;
            }
        }
    }

    public static void Number<W>(DType dtype, ref W work)
        where W : struct, INumberWork => Number(dtype, VectorBits.Value, ref work);

    /// <summary>The same for a width of the caller's choice; 0 is one value a lane.</summary>
    public static void Number<W>(DType dtype, int vectorBits, ref W work)
        where W : struct, INumberWork
    {
        switch (dtype)
        {
            case DType.Float32 or DType.Float64: FloatingAsNumber(dtype, vectorBits, ref work); break;
            default: IntegerAsNumber(dtype, vectorBits, ref work); break;
        }
    }

    public static void Integer<W>(DType dtype, ref W work)
        where W : struct, IIntegerWork => Integer(dtype, VectorBits.Value, ref work);

    /// <summary>The same for a width of the caller's choice; 0 is one value a lane.</summary>
    public static void Integer<W>(DType dtype, int vectorBits, ref W work)
        where W : struct, IIntegerWork
    {
        switch (dtype)
        {
            case DType.Int8: Integer<W, sbyte>(vectorBits, ref work); break;
            case DType.UInt8 or DType.Bool: Integer<W, byte>(vectorBits, ref work); break;
            case DType.Int16: Integer<W, short>(vectorBits, ref work); break;
            case DType.Int32: Integer<W, int>(vectorBits, ref work); break;
            default: Integer<W, long>(vectorBits, ref work); break;
        }
    }

    private static void FloatingAsNumber<W>(DType dtype, int vectorBits, ref W work)
        where W : struct, INumberWork
    {
        var adapter = new Adapter<W> { Work = work };
        Floating(dtype, vectorBits, ref adapter);
        work = adapter.Work;
    }

    private static void IntegerAsNumber<W>(DType dtype, int vectorBits, ref W work)
        where W : struct, INumberWork
    {
        var adapter = new IntegerAdapter<W> { Work = work };
        Integer(dtype, vectorBits, ref adapter);
        work = adapter.Work;
    }

    private static void Integer<W, T>(int vectorBits, ref W work)
        where W : struct, IIntegerWork
        where T : unmanaged, System.Numerics.IBinaryInteger<T>, System.Numerics.IMinMaxValue<T>
    {
        switch (vectorBits)
        {
            case 512: work.Run<IntegerLane512<T>, T>(); break;
            case 256: work.Run<IntegerLane256<T>, T>(); break;
            case 128: work.Run<IntegerLane128<T>, T>(); break;
            default: work.Run<IntegerLane<T>, T>(); break;
        }
    }

    private struct Adapter<W> : IFloatingWork
        where W : struct, INumberWork
    {
        public W Work;

        public void Run<V, T>()
            where V : struct, ILane<V>, IVectorLane<V, T>
            where T : unmanaged => Work.Run<V, T>();
    }

    private struct IntegerAdapter<W> : IIntegerWork
        where W : struct, INumberWork
    {
        public W Work;

        public void Run<V, T>()
            where V : struct, IIntegerLane<V>, IVectorLane<V, T>
            where T : unmanaged => Work.Run<V, T>();
    }
}
