namespace Sharpkeras.Kernels;

/// <summary>A comparison of two values of any numeric type; the result is a mask, stored as a Boolean tensor.</summary>
public interface ICompareKernel
{
    /// <summary>The mask of the comparison.</summary>
    V Compare<V>(V a, V b)
        where V : struct, INumberLane<V>;
}
