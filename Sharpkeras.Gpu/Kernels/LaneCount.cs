using Sharpkeras.Kernels;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>A count that is known only on the device, as a lane: lanes are made of constants otherwise.</summary>
internal static class LaneCount
{
    /// <summary>The number, bit by bit; exact as far as the type is.</summary>
    public static V Of<V>(int count)
        where V : unmanaged, INumberLane<V>
    {
        V result = V.Of(0);
        V power = V.Of(1);
        for (int rest = count; rest > 0; rest >>= 1)
        {
            result += (rest & 1) != 0 ? power : V.Of(0);
            power += power;
        }

        return result;
    }
}
