using ILGPU;

namespace Sharpkeras.Gpu.Kernels;

/// <summary>Where a thread stands among all of a launch: kernels over many elements stride by all threads.</summary>
internal static class Threads
{
    /// <summary>The number of this thread.</summary>
    public static int Index => (Grid.IdxX * Group.DimX) + Group.IdxX;

    /// <summary>How many threads there are.</summary>
    public static int Count => Grid.DimX * Group.DimX;
}
