using Sharpkeras.Kernels;
using Sharpkeras.Kernels.Lanes;

namespace Sharpkeras.Gpu.Runtime;

/// <summary>A launch on floating elements, written over the lane of single values.</summary>
internal interface IFloatingLaunch
{
    void Run<V>()
        where V : unmanaged, ILane<V>, IScalarLane<V>;
}

/// <summary>A launch on elements of any numeric type.</summary>
internal interface INumberLaunch
{
    void Run<V>()
        where V : unmanaged, INumberLane<V>, IScalarLane<V>;
}

/// <summary>A launch on integers.</summary>
internal interface IIntegerLaunch
{
    void Run<V>()
        where V : unmanaged, IIntegerLane<V>, IScalarLane<V>;
}

/// <summary>A launch that only moves elements: any type of the right size.</summary>
internal interface IMoveLaunch
{
    void Run<T>()
        where T : unmanaged;
}

/// <summary>Chooses the lane of GPU threads for an element type.</summary>
internal static class Lanes
{
    public static void Floating<L>(DType dtype, ref L launch)
        where L : struct, IFloatingLaunch
    {
        if (dtype == DType.Float32)
        {
            launch.Run<FloatLane>();
        }
        else
        {
            launch.Run<DoubleLane>();
        }
    }

    public static void Number<L>(DType dtype, ref L launch)
        where L : struct, INumberLaunch
    {
        switch (dtype)
        {
            case DType.Float32: launch.Run<FloatLane>(); break;
            case DType.Float64: launch.Run<DoubleLane>(); break;
            case DType.Int8: launch.Run<IntegerLane<sbyte>>(); break;
            case DType.UInt8 or DType.Bool: launch.Run<IntegerLane<byte>>(); break;
            case DType.Int16: launch.Run<IntegerLane<short>>(); break;
            case DType.Int32: launch.Run<IntegerLane<int>>(); break;
            default: launch.Run<IntegerLane<long>>(); break;
        }
    }

    public static void Integer<L>(DType dtype, ref L launch)
        where L : struct, IIntegerLaunch
    {
        switch (dtype)
        {
            case DType.Int8: launch.Run<IntegerLane<sbyte>>(); break;
            case DType.UInt8 or DType.Bool: launch.Run<IntegerLane<byte>>(); break;
            case DType.Int16: launch.Run<IntegerLane<short>>(); break;
            case DType.Int32: launch.Run<IntegerLane<int>>(); break;
            default: launch.Run<IntegerLane<long>>(); break;
        }
    }

    public static void Move<L>(DType dtype, ref L launch)
        where L : struct, IMoveLaunch
    {
        switch (dtype.Size())
        {
            case 1: launch.Run<byte>(); break;
            case 2: launch.Run<short>(); break;
            case 4: launch.Run<int>(); break;
            default: launch.Run<long>(); break;
        }
    }
}
